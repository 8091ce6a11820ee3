(** Adaptive counting (src/certify/adaptive_counting.hpp has the claim in words): z_2 is chosen entry by entry along an order
    of contexts, so that ever fewer of the things that can be said give these entries, and at last none. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Colourings GroupedColourings Rows RowsCheck.
Import ListNotations.

Record context := Context { query : N; position : N; place : nat }.     (* w, z_0, and the table z_1 by its place *)
Record phase := Phase { share : N; orders : list (list context) }.
Record adaptive := Adaptive { tables : list (list N); whole : list nat; split_at : option N; phases : list phase }.

(** A class of positions or tables: by its colour, or by itself where it has none *)
Inductive class := Coloured (k : nat) | Alone (i : N).
Inductive slot := A2 (w : N) | D (z0 : N) | B2 (w : N) (of_z0 of_z1 : class) | B1 (w : N) (of_z0 : class) (p : nat) | Whole (p : nat).

Definition class_eqb (a b : class) : bool :=
  match a, b with Coloured k, Coloured l => k =? l | Alone i, Alone j => (i =? j)%N | _, _ => false end.
Definition slot_eqb (a b : slot) : bool :=
  match a, b with
  | A2 w, A2 w' => (w =? w')%N
  | D z, D z' => (z =? z')%N
  | B2 w k l, B2 w' k' l' => (w =? w')%N && class_eqb k k' && class_eqb l l'
  | B1 w k p, B1 w' k' p' => (w =? w')%N && class_eqb k k' && (p =? p')
  | Whole p, Whole p' => p =? p'
  | _, _ => false
  end.
Lemma class_eqb_eq a b : class_eqb a b = true -> a = b.
Proof. destruct a, b; simpl; try discriminate; intros H; f_equal; [now apply Nat.eqb_eq|now apply N.eqb_eq]. Qed.
Lemma slot_eqb_eq a b : slot_eqb a b = true -> a = b.
Proof.
  destruct a, b; simpl; try discriminate; rewrite ?andb_true_iff, ?N.eqb_eq, ?Nat.eqb_eq; intros H; try congruence.
  - destruct H as [[-> H1] H2]. apply class_eqb_eq in H1, H2. congruence.
  - destruct H as [[-> H1] ->]. apply class_eqb_eq in H1. congruence.
Qed.
Lemma slot_eqb_refl a : slot_eqb a a = true.
Proof.
  assert (C : forall k, class_eqb k k = true) by (destruct k; simpl; [apply Nat.eqb_refl|apply N.eqb_refl]).
  destruct a; simpl; rewrite ?N.eqb_refl, ?Nat.eqb_refl, ?C; reflexivity.
Qed.

Lemma find_same {A} (f g : A -> bool) l : (forall x, f x = g x) -> find f l = find g l.
Proof. intros H. induction l as [|x l IH]; simpl; auto. now rewrite H, IH. Qed.

Definition position_item (u : context) : item := (2 * query u, position u)%N.
Definition table_item (u : context) : item := (2 * query u + 1, N.of_nat (place u))%N.

Section Checker.
  Variables (m n q1 q2 c : N) (B : adaptive).

  Definition class_of (cs : coloured) (i : item) : class := match colour_of cs i with Some k => Coloured k | None => Alone (snd i) end.
  Definition counted_whole (p : nat) : bool := existsb (Nat.eqb p) (whole B).
  Definition slots_of (cs : coloured) (u : context) : list slot :=
    [A2 (query u); D (position u); B2 (query u) (class_of cs (position_item u)) (class_of cs (table_item u));
     if counted_whole (place u) then Whole (place u) else B1 (query u) (class_of cs (position_item u)) (place u)].
  Definition slot_width (s : slot) : N := match s with Whole _ => c * m | _ => c end.

  Definition new_slots (known : list slot) (cs : coloured) (u : context) : list slot :=
    filter (fun s => negb (existsb (slot_eqb s) known)) (slots_of cs u).
  Definition read_next (cs : coloured) (state : list slot * N) (u : context) : list slot * N :=
    let (known, left) := state in
    let s := new_slots known cs u in (s ++ known, (left * 2 ^ total (map slot_width s)) / q2)%N.
  Definition at_first (share : N) : list slot * N := match split_at B with Some z0 => ([D z0], share) | None => ([], share) end.
  Definition nothing_left (share : N) (cs : coloured) (order : list context) : bool :=
    (snd (fold_left (read_next cs) order (at_first share)) =? 0)%N.

  Definition items_of (os : list (list context)) : list item :=
    nodup (fun a b : item => ltac:(repeat decide equality) : {a = b} + {a <> b})
      (flat_map (flat_map (fun u => [position_item u; table_item u])) os).
  Definition phase_ok (h : phase) : bool :=
    every_grouped (2 ^ c) (items_of (orders h)) [] (fun cs => some (nothing_left (share h) cs) (orders h)).

  Definition shown_value (u : context) : N := nth (N.to_nat (position u)) (nth (place u) (tables B) []) 0%N.
  Definition asked_by (u : context) : N := (query u * q1 + shown_value u)%N.
  Definition different_entries (order : list context) : bool :=
    (fix go (l : list N) := match l with [] => true | a :: l => negb (existsb (N.eqb a) l) && go l end) (map asked_by order).
  Definition context_ok (u : context) : bool := ((query u <? n) && (position u <? m))%N && (place u <? length (tables B)).
  Definition queries_of (h : phase) : list N := flat_map (map query) (orders h).
  Fixpoint queries_apart (hs : list phase) : bool :=
    match hs with
    | [] => true
    | h :: hs => forallb (fun h' => forallb (fun w => negb (existsb (N.eqb w) (queries_of h'))) (queries_of h)) hs && queries_apart hs
    end.
  Definition shares_ok : bool :=
    match split_at B with
    | Some _ => (2 ^ c <=? total (map share (phases B)))%N
    | None => match phases B with [h] => (share h =? 1)%N | _ => false end
    end.
  Definition check_adaptive : bool :=
    (0 <? q2)%N && forallb (fun z => (N.of_nat (length z) =? m)%N && forallb (fun v => v <? q1)%N z) (tables B) &&
    forallb (fun h => forallb (fun o => forallb context_ok o && different_entries o) (orders h) && phase_ok h) (phases B) &&
    queries_apart (phases B) && shares_ok.
End Checker.

(** Some value is rare: if f takes at most M values, and g, below q, follows from f, then f takes at most M/q where g takes some value. *)
Lemma some_value_is_rare {A V} (dec : forall a b : V, {a = b} + {a <> b}) (Z : list A) (f : A -> V) (g : A -> N) M q :
  (0 < q)%N -> atmost Z f M -> (forall x y, In x Z -> In y Z -> f x = f y -> g x = g y) ->
  exists v, (v < q)%N /\ atmost (filter (fun x => g x =? v)%N Z) f (M / q).
Proof.
  intros Hq HM FG. set (L := fun v => N.of_nat (length (nodup dec (map f (filter (fun x => g x =? v)%N Z))))).
  destruct (find (fun v => L v <=? M / q)%N (range q)) as [v|] eqn:F.
  - apply find_some in F as [Hv F]. apply range_in in Hv. apply N.leb_le in F. exists v. split; auto.
    apply (atmost_more _ _ _ _ (L v)); auto. apply atmost_in. intros x Hx. apply nodup_In. now apply in_map.
  - exfalso. assert (G : forall vs, NoDup vs -> incl vs (range q) -> exists r, incl r Z /\ NoDup (map f r) /\
      (N.of_nat (length vs) * (M / q + 1) <= N.of_nat (length r))%N /\ forall x, In x r -> In (g x) vs).
    { induction vs as [|v vs IH]; intros D S.
      - exists []. split; [intros x []|]. split; [constructor|]. split; [simpl; lia|]. intros x [].
      - inversion D as [|? ? N0 D']; subst. destruct IH as (r & R1 & R2 & R3 & R4); auto. { intros u Hu. apply S. now right. }
        assert (Q := find_none _ _ F v (S v (or_introl eq_refl))). cbv beta in Q. apply N.leb_gt in Q. unfold L in Q.
        destruct (representatives _ _ dec (filter (fun x => g x =? v)%N Z) f) as (s & S1 & S2 & S3).
        assert (Ls : length (nodup dec (map f (filter (fun x => (g x =? v)%N) Z))) <= length s).
        { rewrite <- (map_length f s). apply NoDup_incl_length; [apply NoDup_nodup|]. intros a Ha. apply nodup_In, in_map_iff in Ha as (x & <- & Hx).
          destruct (S3 x Hx) as (y & Hy & E). rewrite E. now apply in_map. }
        assert (S4 : forall x, In x s -> In x Z /\ g x = v).
        { intros x Hx. apply S1, filter_In in Hx as [Hx E]. apply N.eqb_eq in E. auto. }
        exists (s ++ r). split; [|split; [|split]].
        + intros x Hx. apply in_app_or in Hx as [Hx|Hx]; auto. now apply S4.
        + rewrite map_app. revert S2 R2. assert (Ap : forall x y, In x s -> In y r -> f x <> f y).
          { intros x y Hx Hy E. destruct (S4 x Hx) as [Zx Gx]. assert (Gy := R4 y Hy). rewrite <- (FG x y Zx (R1 y Hy) E), Gx in Gy. contradiction. }
          clear -Ap. induction s as [|x s IH]; intros S2 R2; simpl in *; auto. inversion S2; subst. constructor.
          * rewrite in_app_iff. intros [H|H]; auto. apply in_map_iff in H as (y & E & Hy). apply (Ap x y); auto.
          * apply IH; auto.
        + rewrite app_length. cbn [length]. lia.
        + intros x Hx. apply in_app_or in Hx as [Hx|Hx]; [left; symmetry; now apply S4|right; now apply R4]. }
    destruct (G (range q) (range_NoDup q) (incl_refl _)) as (r & R1 & R2 & R3 & _). specialize (HM r R1 R2).
    assert (Lr : N.of_nat (length (range q)) = q) by (unfold range; rewrite map_length, seq_length; lia).
    rewrite Lr in R3. pose proof (N.mul_succ_div_gt M q ltac:(lia)). lia.
Qed.
