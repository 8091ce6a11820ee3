(** Trees of r rounds: in each, player 1 says some v below C, then player 0 some u below C. What can be reached if player 1 has
    a strategy, and how many sets of leaves that is. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost RowsCheck.
Import ListNotations.

Definition leaf := list (N * N).       (* v and u of each round *)

Section Leaves.
  Variable C : N.

  Fixpoint is_leaf (r : nat) (l : leaf) : Prop :=
    match r, l with O, [] => True | S r, (v, u) :: l => (v < C)%N /\ (u < C)%N /\ is_leaf r l | _, _ => False end.

  (** One strategy may lead to both: v is the same as long as the u's before it are. *)
  Fixpoint coherent (l l' : leaf) : Prop :=
    match l, l' with (v, u) :: l, (v', u') :: l' => v = v' /\ (u = u' -> coherent l l') | _, _ => True end.

  Fixpoint leaves (r : nat) : list leaf :=
    match r with O => [[]] | S r => flat_map (fun v => flat_map (fun u => map (cons (v, u)) (leaves r)) (range C)) (range C) end.

  (** Sets of k leaves that one strategy leads to, by their parts: a part for each u, of a tree of fewer rounds. *)
  Fixpoint parts (below : nat -> list (list leaf)) (v : N) (us : list N) (k : nat) : list (list leaf) :=
    match us with
    | [] => match k with O => [[]] | _ => [] end
    | u :: us => flat_map (fun i => flat_map (fun P => map (app (map (cons (v, u)) P)) (parts below v us (k - i))) (below i)) (seq 0 (S k))
    end.
  Fixpoint sets (r k : nat) : list (list leaf) :=
    match r, k with
    | O, O => [[]]
    | O, 1 => [[[]]]
    | O, _ => []
    | S _, O => [[]]
    | S r, _ => flat_map (fun v => parts (sets r) v (range C) k) (range C)
    end.

  Lemma leaves_in r : forall l, is_leaf r l -> In l (leaves r).
  Proof.
    induction r as [|r IH]; intros [|[v u] l] H; simpl in H; try tauto; [now left|]. destruct H as (Hv & Hu & H).
    cbn [leaves]. apply in_flat_map. exists v. split; [now apply range_in|]. apply in_flat_map. exists u. split; [now apply range_in|].
    apply in_map. auto.
  Qed.

  Lemma flat_map_length {A B} (f : A -> list B) l n : (forall x, In x l -> N.of_nat (length (f x)) = n) -> N.of_nat (length (flat_map f l)) = (N.of_nat (length l) * n)%N.
  Proof. induction l as [|x l IH]; intros H; [reflexivity|]. cbn [flat_map length]. rewrite app_length, Nat2N.inj_add, IH, H by (try (intros; apply H; now right); now left). lia. Qed.
  Lemma range_length k : N.of_nat (length (range k)) = k.
  Proof. unfold range. rewrite map_length, seq_length. apply N2Nat.id. Qed.

  Lemma leaves_count r : N.of_nat (length (leaves r)) = (C ^ N.of_nat (2 * r))%N.
  Proof.
    induction r as [|r IH]; [reflexivity|]. cbn [leaves]. rewrite (flat_map_length _ _ (C * N.of_nat (length (leaves r)))).
    - rewrite range_length, IH. replace (N.of_nat (2 * S r)) with (N.succ (N.succ (N.of_nat (2 * r)))) by lia. rewrite !N.pow_succ_r'. lia.
    - intros v _. rewrite (flat_map_length _ _ (N.of_nat (length (leaves r)))); [now rewrite range_length|]. intros u _. now rewrite map_length.
  Qed.

  Lemma parts_length below v : (forall k P, In P (below k) -> length P = k) -> forall us k P, In P (parts below v us k) -> length P = k.
  Proof.
    intros B. induction us as [|u us IH]; intros k P H.
    - destruct k; simpl in H; [destruct H as [<-|[]]; reflexivity|destruct H].
    - cbn [parts] in H. apply in_flat_map in H as (i & Hi & H). apply in_flat_map in H as (P1 & H1 & H). apply in_map_iff in H as (P2 & <- & H2).
      rewrite app_length, map_length, (B i), (IH (k - i)) by auto. apply in_seq in Hi. lia.
  Qed.
  Lemma sets_length r : forall k P, In P (sets r k) -> length P = k.
  Proof.
    induction r as [|r IH]; intros [|k] P H; try (simpl in H; destruct H as [<-|[]]; reflexivity).
    - destruct k; simpl in H; [destruct H as [<-|[]]; reflexivity|destruct H].
    - cbn [sets] in H. apply in_flat_map in H as (v & _ & H). now apply parts_length in H.
  Qed.

  (** Every such set is among them. *)
  Lemma NoDup_tl (ls : list leaf) h : (forall l, In l ls -> exists t, l = h :: t) -> NoDup ls -> NoDup (map (@tl _) ls).
  Proof.
    intros H D. apply NoDup_map_in; auto. intros x y Hx Hy E. apply H in Hx as (t & ->), Hy as (t' & ->). simpl in E. congruence.
  Qed.
  Definition starts (h : N * N) (l : leaf) : bool := match l with (v, u) :: _ => ((v =? fst h) && (u =? snd h))%N | [] => false end.
  Lemma starts_spec h l : starts h l = true <-> exists t, l = h :: t.
  Proof.
    destruct h as [v u], l as [|[v' u'] l]; simpl; [split; [discriminate|intros (t & E); discriminate]|].
    rewrite andb_true_iff, !N.eqb_eq. split; [intros [-> ->]; eauto|]. intros (t & E). injection E as -> -> ->. auto.
  Qed.

  Lemma parts_complete r below v :
    (forall ls, NoDup ls -> (forall l, In l ls -> is_leaf r l) -> (forall l l', In l ls -> In l' ls -> coherent l l') -> exists P, In P (below (length ls)) /\ incl ls P) ->
    forall us ls, NoDup ls -> (forall l, In l ls -> is_leaf (S r) l /\ exists u t, In u us /\ l = (v, u) :: t) ->
      (forall l l', In l ls -> In l' ls -> coherent l l') -> exists P, In P (parts below v us (length ls)) /\ incl ls P.
  Proof.
    intros B. induction us as [|u us IH]; intros ls D H K.
    - destruct ls as [|l ls]; [exists []; split; [now left|intros x []]|]. destruct (H l) as (_ & u & t & [] & _). now left.
    - set (here := filter (starts (v, u)) ls). set (others := filter (fun l => negb (starts (v, u) l)) ls).
      assert (Hh : forall l, In l here -> In l ls /\ exists t, l = (v, u) :: t) by (intros l Hl; apply filter_In in Hl as [Hl E]; split; auto; now apply starts_spec).
      destruct (B (map (@tl _) here)) as (P1 & I1 & S1).
      + apply (NoDup_tl _ (v, u)); [intros l Hl; now apply Hh|]. now apply NoDup_filter.
      + intros l Hl. apply in_map_iff in Hl as (l' & <- & Hl). apply Hh in Hl as [Hl (t & ->)]. apply H in Hl as [Hl _]. simpl in Hl. tauto.
      + intros l l' Hl Hl'. apply in_map_iff in Hl as (t & <- & Hl). apply in_map_iff in Hl' as (t' & <- & Hl').
        apply Hh in Hl as [Hl (s & ->)], Hl' as [Hl' (s' & ->)]. specialize (K _ _ Hl Hl'). simpl in K. apply K. reflexivity.
      + destruct (IH others) as (P2 & I2 & S2).
        * now apply NoDup_filter.
        * intros l Hl. apply filter_In in Hl as [Hl E]. apply negb_true_iff in E. destruct (H l Hl) as (L & w & t & Hw & ->). split; auto. exists w, t. split; auto.
          destruct Hw as [<-|]; auto. rewrite (proj2 (starts_spec (v, u) _)) in E by eauto. discriminate.
        * intros l l' Hl Hl'. apply filter_In in Hl as [Hl _], Hl' as [Hl' _]. auto.
        * exists (map (cons (v, u)) P1 ++ P2). rewrite map_length in I1. assert (Len := length_parts _ (starts (v, u)) ls). fold here others in Len. split.
          -- cbn [parts]. apply in_flat_map. exists (length here). split; [apply in_seq; lia|]. apply in_flat_map. exists P1. split; auto.
             apply in_map. replace (length ls - length here) with (length others) by lia. exact I2.
          -- intros l Hl. apply in_or_app. destruct (starts (v, u) l) eqn:E.
             ++ left. assert (Hl' : In l here) by (apply filter_In; auto). destruct (Hh l Hl') as (_ & t & ->). apply in_map, S1.
                apply in_map_iff. eexists. split; [|exact Hl']. reflexivity.
             ++ right. apply S2, filter_In. now rewrite E.
  Qed.

  Lemma sets_complete r : forall ls, NoDup ls -> (forall l, In l ls -> is_leaf r l) -> (forall l l', In l ls -> In l' ls -> coherent l l') ->
    exists P, In P (sets r (length ls)) /\ incl ls P.
  Proof.
    induction r as [|r IH]; intros ls D H K.
    - destruct ls as [|l [|l' ls]]; [exists []; split; [now left|intros x []]| |].
      + destruct l; [|destruct (H (p :: l)); now left]. exists [[]]. split; [now left|]. intros x Hx. exact Hx.
      + exfalso. assert (E : forall a, In a (l :: l' :: ls) -> a = []) by (intros [|]; auto; intros Ha; destruct (H _ Ha)).
        inversion D as [|? ? N _]; subst. apply N. left. rewrite (E l), (E l') by (simpl; auto). reflexivity.
    - destruct ls as [|l ls]; [exists []; split; [now left|intros x []]|]. destruct l as [|[v u] l]; [destruct (H []); now left|].
      destruct (parts_complete r (sets r) v IH (range C) (((v, u) :: l) :: ls) D) as (P & HP & SP); auto.
      + intros l' Hl'. assert (L := H l' Hl'). split; auto. destruct l' as [|[v' u'] l']; [destruct L|].
        specialize (K ((v, u) :: l) ((v', u') :: l') ltac:(now left) Hl'). destruct K as [<- _]. exists u', l'. split; auto. apply range_in. apply L.
      + exists P. split; auto. cbn [sets length]. apply in_flat_map. exists v. split; auto. apply range_in. destruct (H ((v, u) :: l) ltac:(now left)). auto.
  Qed.

  (** ** How many sets: by polynomials, whose coefficients are counts for 0, 1, …, most leaves *)

  Definition coefficient (a : list N) (k : nat) : N := nth k a 0%N.
  Definition convolution (a b : list N) (k : nat) : N := total (map (fun i => coefficient a i * coefficient b (k - i))%N (seq 0 (S k))).
  Definition times (most : nat) (a b : list N) : list N := map (convolution a b) (seq 0 (S most)).
  Fixpoint powers (most : nat) (a : list N) (us : list N) : list N := match us with [] => 1%N :: repeat 0%N most | _ :: us => times most a (powers most a us) end.
  Fixpoint counts (most r : nat) : list N :=
    match r with
    | O => 1%N :: 1%N :: repeat 0%N most
    | S r => let a := powers most (counts most r) (range C) in
             map (fun k => match k with O => 1 | _ => C * coefficient a k end)%N (seq 0 (S most))
    end.

  Lemma coefficient_map f most k : k <= most -> coefficient (map f (seq 0 (S most))) k = f k.
  Proof.
    intros H. unfold coefficient. rewrite (nth_indep _ _ (f 0)) by (rewrite map_length, seq_length; lia). rewrite map_nth. now rewrite seq_nth by lia.
  Qed.
  Lemma length_flat_map_total {A B} (f : A -> list B) l : N.of_nat (length (flat_map f l)) = total (map (fun x => N.of_nat (length (f x))) l).
  Proof. induction l as [|x l IH]; [reflexivity|]. cbn [flat_map map]. rewrite app_length, Nat2N.inj_add, IH. reflexivity. Qed.
  Lemma total_ext {A} (f g : A -> N) l : (forall x, In x l -> f x = g x) -> total (map f l) = total (map g l).
  Proof. intros H. f_equal. now apply map_ext_in. Qed.

  Lemma parts_count most below v a : (forall k, k <= most -> coefficient a k = N.of_nat (length (below k))) ->
    forall us k, k <= most -> coefficient (powers most a us) k = N.of_nat (length (parts below v us k)).
  Proof.
    intros H. induction us as [|u us IH]; intros k Hk.
    - destruct k; [reflexivity|]. unfold coefficient. cbn [powers nth parts]. now rewrite nth_repeat.
    - cbn [powers parts]. unfold times. rewrite coefficient_map by auto. unfold convolution. rewrite length_flat_map_total. apply total_ext. intros i Hi. apply in_seq in Hi.
      rewrite (flat_map_length _ _ (N.of_nat (length (parts below v us (k - i))))) by (intros; now rewrite map_length). rewrite H, IH by lia. reflexivity.
  Qed.
  Lemma sets_count most r : forall k, k <= most -> coefficient (counts most r) k = N.of_nat (length (sets r k)).
  Proof.
    induction r as [|r IH]; intros k Hk.
    - destruct k as [|[|k]]; try reflexivity. unfold coefficient. cbn [counts nth sets]. now rewrite nth_repeat.
    - cbn [counts]. rewrite coefficient_map by auto. destruct k as [|k]; [reflexivity|]. cbn [sets].
      rewrite (flat_map_length _ _ (coefficient (powers most (counts most r) (range C)) (S k))).
      + now rewrite range_length.
      + intros v _. symmetry. now apply parts_count.
  Qed.
End Leaves.
