(** How many values a function takes on a list: [atmost l f n] says that it takes at most [n]. *)
From Coq Require Import List NArith Arith Lia Bool FinFun.
Import ListNotations.

Section AtMost.
  Variables (A V W : Type).

  Definition atmost {V} (l : list A) (f : A -> V) (n : N) : Prop :=
    forall r, incl r l -> NoDup (map f r) -> (N.of_nat (length r) <= n)%N.

  Lemma atmost_incl (l l' : list A) (f : A -> V) n : incl l' l -> atmost l f n -> atmost l' f n.
  Proof. intros H K r Hr D. apply K; auto. eapply incl_tran; eauto. Qed.
  Lemma atmost_more (l : list A) (f : A -> V) n n' : (n <= n')%N -> atmost l f n -> atmost l f n'.
  Proof. intros H K r Hr D. specialize (K r Hr D). lia. Qed.
  Lemma atmost_nil (f : A -> V) n : atmost [] f n.
  Proof. intros r Hr _. apply incl_l_nil in Hr. subst. simpl. lia. Qed.

  (** What follows from g takes no more values than g. *)
  Lemma atmost_follows (l : list A) (f : A -> V) (g : A -> W) n :
    (forall x y, In x l -> In y l -> g x = g y -> f x = f y) -> atmost l g n -> atmost l f n.
  Proof.
    intros H K r Hr D. apply K; auto. clear K. induction r as [|x r IH]; simpl in *; constructor.
    - intros F. apply in_map_iff in F as (y & Q & Hy). inversion D as [|? ? N _]; subst. apply N.
      apply in_map_iff. exists y. split; auto. apply H; auto; apply Hr; [now right|now left].
    - inversion D; subst. apply IH; auto. intros z Hz. apply Hr. now right.
  Qed.

  Lemma below_count n (l : list N) : NoDup l -> (forall v, In v l -> (v < n)%N) -> (N.of_nat (length l) <= n)%N.
  Proof.
    intros D B. assert (L : length l <= N.to_nat n); [|lia].
    rewrite <- (seq_length (N.to_nat n) 0), <- (map_length N.to_nat l). apply NoDup_incl_length.
    - apply Injective_map_NoDup; auto. intros a b. apply N2Nat.inj.
    - intros k Hk. apply in_map_iff in Hk as (v & <- & Hv). apply in_seq. specialize (B v Hv). lia.
  Qed.
  Lemma atmost_below (l : list A) (f : A -> N) n : (forall x, In x l -> (f x < n)%N) -> atmost l f n.
  Proof.
    intros H r Hr D. rewrite <- (map_length f). apply below_count; auto.
    intros v Hv. apply in_map_iff in Hv as (x & <- & Hx). apply H. now apply Hr.
  Qed.

  (** At most as many values as a list has members, if they are in it. *)
  Lemma atmost_in (l : list A) (f : A -> V) vs : (forall x, In x l -> In (f x) vs) -> atmost l f (N.of_nat (length vs)).
  Proof.
    intros H r Hr D. rewrite <- (map_length f r).
    assert (length (map f r) <= length vs); [|lia]. apply NoDup_incl_length; auto.
    intros v Hv. apply in_map_iff in Hv as (x & <- & Hx). apply H. now apply Hr.
  Qed.

  Lemma NoDup_map_filter (f : A -> V) p l : NoDup (map f l) -> NoDup (map f (filter p l)).
  Proof.
    induction l as [|x l IH]; simpl; intros D; auto. inversion D as [|? ? N D']; subst. destruct (p x); simpl; auto.
    constructor; auto. intros F. apply N. apply in_map_iff in F as (y & <- & Hy). apply filter_In in Hy as [Hy _]. now apply in_map.
  Qed.
  Lemma length_parts p (l : list A) : length l = length (filter p l) + length (filter (fun x => negb (p x)) l).
  Proof. induction l as [|x l IH]; simpl; auto. destruct (p x); simpl; lia. Qed.

  (** A list in parts. *)
  Lemma atmost_parts (l : list A) (f : A -> V) p n n' :
    atmost (filter p l) f n -> atmost (filter (fun x => negb (p x)) l) f n' -> atmost l f (n + n').
  Proof.
    intros H H' r Hr D.
    assert (K : forall p, incl (filter p r) (filter p l)).
    { intros p' x Hx. apply filter_In in Hx as [Hx Q]. apply filter_In. auto. }
    specialize (H _ (K p) (NoDup_map_filter f p r D)). specialize (H' _ (K _) (NoDup_map_filter f (fun x => negb (p x)) r D)).
    rewrite (length_parts p r). lia.
  Qed.
End AtMost.
Arguments atmost {A V}.

Section Pairs.
  Variables (A V W : Type).
  Hypothesis dec : forall a b : V, {a = b} + {a <> b}.

  (** f takes at most a values, and g at most b where f takes one: together they take at most a·b. *)
  Lemma atmost_pair (l : list A) (f : A -> V) (g : A -> W) a b :
    atmost l f a -> (forall x, In x l -> atmost (filter (fun y => if dec (f y) (f x) then true else false) l) g b) ->
    atmost l (fun x => (f x, g x)) (a * b).
  Proof.
    intros Ha Hb r.
    assert (G : forall k r, length r <= k -> incl r l -> NoDup (map (fun x => (f x, g x)) r) ->
      forall a, atmost r f a -> (N.of_nat (length r) <= a * b)%N).
    { clear r a Ha. induction k as [|k IH]; intros r Hk Hr D a Ha.
      - destruct r; [simpl; lia|simpl in Hk; lia].
      - destruct r as [|x r']; [simpl; lia|]. set (r := x :: r') in *.
        set (p := fun y => if dec (f y) (f x) then true else false).
        rewrite (length_parts _ p r).
        assert (B : (N.of_nat (length (filter p r)) <= b)%N).
        { apply (Hb x); [apply Hr; now left| |].
          - intros y Hy. apply filter_In in Hy as [Hy Q]. apply filter_In. auto.
          - assert (D' := NoDup_map_filter _ _ (fun x => (f x, g x)) p r D).
            assert (S : forall y, In y (filter p r) -> f y = f x).
            { intros y Hy. apply filter_In in Hy as [_ Q]. unfold p in Q. now destruct (dec (f y) (f x)). }
            clear -D' S. induction (filter p r) as [|y s IH]; simpl in *; constructor.
            + intros F. apply in_map_iff in F as (z & Q & Hz). inversion D' as [|? ? N _]; subst. apply N.
              apply in_map_iff. exists z. split; auto. rewrite (S y), (S z), Q by auto. reflexivity.
            + inversion D'; subst. apply IH; auto. }
        assert (C : exists a', (a = a' + 1)%N /\ atmost (filter (fun y => negb (p y)) r) f a').
        { assert (one : (1 <= a)%N). { apply (Ha [x]); [intros y [<-|[]]; now left|]. simpl. repeat constructor. intros []. }
          exists (a - 1)%N. split; [lia|]. intros s Hs Ds.
          assert (M : (N.of_nat (length (x :: s)) <= a)%N); [|simpl in M; lia]. apply Ha.
          - intros y [<-|Hy]; [now left|]. apply Hs in Hy. now apply filter_In in Hy as [Hy _].
          - simpl. constructor; auto. intros F. apply in_map_iff in F as (y & Q & Hy). apply Hs, filter_In in Hy as [_ Hy].
            unfold p in Hy. destruct (dec (f y) (f x)); [discriminate|congruence]. }
        destruct C as (a' & -> & C).
        assert (R : (N.of_nat (length (filter (fun y => negb (p y)) r)) <= a' * b)%N); [|lia].
        apply IH; auto.
        + assert (1 <= length (filter p r)); [|pose proof (length_parts _ p r); lia].
          unfold r. simpl. unfold p at 1. destruct (dec (f x) (f x)); [simpl; lia|congruence].
        + intros y Hy. apply filter_In in Hy as [Hy _]. auto.
        + now apply NoDup_map_filter. }
    intros Hr D. apply (G (length r) r); auto.
    apply (atmost_incl _ _ l); auto.
  Qed.
End Pairs.

Lemma NoDup_map_in {A V} (f : A -> V) l : (forall x y, In x l -> In y l -> f x = f y -> x = y) -> NoDup l -> NoDup (map f l).
Proof.
  intros H D. induction D as [|x l N D IH]; simpl; constructor.
  - intros F. apply in_map_iff in F as (y & Q & Hy). apply N. rewrite <- (H y x); simpl; auto.
  - apply IH. intros; apply H; simpl; auto.
Qed.

(** ** Different members of a list of keys *)

Definition list_eqb (a b : list N) : bool := if list_eq_dec N.eq_dec a b then true else false.
Lemma list_eqb_eq a b : list_eqb a b = true <-> a = b.
Proof. unfold list_eqb. destruct (list_eq_dec N.eq_dec a b); intuition congruence. Qed.

Fixpoint distinct (l : list (list N)) : list (list N) :=
  match l with [] => [] | a :: l => let d := distinct l in if existsb (list_eqb a) d then d else a :: d end.
Lemma distinct_in l : forall a, In a (distinct l) <-> In a l.
Proof.
  induction l as [|b l IH]; simpl; intros a; [tauto|]. destruct (existsb (list_eqb b) (distinct l)) eqn:Q; simpl; [|rewrite IH; tauto].
  rewrite IH. apply existsb_exists in Q as (c & Hc & Q). apply list_eqb_eq in Q. subst c. apply IH in Hc. split; [tauto|].
  intros [<-|]; auto.
Qed.
Lemma distinct_NoDup l : NoDup (distinct l).
Proof.
  induction l as [|b l IH]; simpl; [constructor|]. destruct (existsb (list_eqb b) (distinct l)) eqn:Q; auto.
  constructor; auto. intros F. assert (existsb (list_eqb b) (distinct l) = true); [|congruence].
  apply existsb_exists. exists b. split; auto. now apply list_eqb_eq.
Qed.

Definition different {A} (f : A -> list N) (l : list A) : N := N.of_nat (length (distinct (map f l))).
Lemma atmost_different {A} (f : A -> list N) l : atmost l f (different f l).
Proof. apply atmost_in. intros x Hx. apply distinct_in. now apply in_map. Qed.

(** One of each value *)
Lemma one_of_each {A} (f : A -> list N) l : exists r, incl r l /\ NoDup (map f r) /\ N.of_nat (length r) = different f l /\
  forall x, In x l -> exists y, In y r /\ f x = f y.
Proof.
  assert (G : forall d, NoDup d -> incl d (map f l) -> exists r, incl r l /\ map f r = d).
  { induction d as [|v d IH]; intros D S; [exists []; split; auto; intros x []|].
    inversion D; subst. destruct IH as (r & Hr & Q); auto. { intros u Hu. apply S. now right. }
    assert (Hv : In v (map f l)) by (apply S; now left). apply in_map_iff in Hv as (x & <- & Hx).
    exists (x :: r). split; [|simpl; now rewrite Q]. intros y [<-|Hy]; auto. }
  destruct (G (distinct (map f l)) (distinct_NoDup _)) as (r & Hr & Q).
  { intros v Hv. now apply distinct_in. }
  exists r. split; [exact Hr|]. rewrite Q. repeat split.
  - apply distinct_NoDup.
  - unfold different. rewrite <- Q. now rewrite map_length.
  - intros x Hx. assert (H : In (f x) (map f r)) by (rewrite Q; apply distinct_in; now apply in_map).
    apply in_map_iff in H as (y & E & Hy). eauto.
Qed.

(** ** Lists of numbers below given bounds *)

Fixpoint product (bs : list N) : N := match bs with [] => 1 | b :: bs => b * product bs end.
Fixpoint mixed (bs vs : list N) : N := match bs, vs with b :: bs, v :: vs => v + b * mixed bs vs | _, _ => 0 end%N.
Lemma mixed_bound bs : forall vs, Forall2 (fun b v => (v < b)%N) bs vs -> (mixed bs vs < product bs)%N.
Proof. induction bs as [|b bs IH]; intros vs F; inversion F as [|? v ? us Hv Fs]; subst; cbn [mixed product]; [lia|]. specialize (IH _ Fs). cbv beta in Hv.
  assert (b * (mixed bs us + 1) <= b * product bs)%N by (apply N.mul_le_mono_l; lia). lia.
Qed.
Lemma mixed_inj bs : forall vs us, Forall2 (fun b v => (v < b)%N) bs vs -> Forall2 (fun b v => (v < b)%N) bs us ->
  mixed bs vs = mixed bs us -> vs = us.
Proof.
  induction bs as [|b bs IH]; intros vs us F G; inversion F; inversion G; subst; simpl; auto. intros Q.
  destruct (N.div_mod_unique b (mixed bs l') (mixed bs l'0) y y0) as [Q1 Q2]; auto; [lia|].
  subst. f_equal. auto.
Qed.
Lemma product_app a b : product (a ++ b) = (product a * product b)%N.
Proof. induction a as [|x a IH]; cbn [app product]; [lia|]. rewrite IH. lia. Qed.
Lemma product_repeat b k : product (repeat b k) = (b ^ N.of_nat k)%N.
Proof.
  induction k as [|k IH]; [reflexivity|]. cbn [repeat product]. rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. lia.
Qed.

Lemma atmost_lists {A} (l : list A) (f : A -> list N) bs :
  (forall x, In x l -> Forall2 (fun b v => (v < b)%N) bs (f x)) -> atmost l f (product bs).
Proof.
  intros H. apply (atmost_follows _ _ _ l f (fun x => mixed bs (f x))).
  - intros x y Hx Hy Q. now apply (mixed_inj bs); auto.
  - apply atmost_below. intros x Hx. now apply mixed_bound, H.
Qed.

(** ** Several functions at once, and lists in groups *)

Section Several.
  Variables (A U V : Type).
  Hypothesis dec : forall a b : V, {a = b} + {a <> b}.

  Lemma atmost_several (l : list A) (h : U -> A -> V) (b : U -> N) us : (forall u, In u us -> atmost l (h u) (b u)) ->
    atmost l (fun x => map (fun u => h u x) us) (product (map b us)).
  Proof.
    induction us as [|u us IH]; intros H; cbn [map product].
    - apply (atmost_in _ _ l _ [[]]). intros x _. now left.
    - apply (atmost_follows _ _ _ l _ (fun x => (h u x, map (fun u => h u x) us))).
      { intros x y _ _ Q. injection Q as -> ->. reflexivity. }
      apply (atmost_pair _ _ _ dec); [apply H; now left|]. intros x _.
      apply (atmost_incl _ _ l). { intros y Hy. now apply filter_In in Hy as [Hy _]. }
      apply IH. intros v Hv. apply H. now right.
  Qed.

  Lemma representatives (l : list A) (f : A -> V) : exists r, incl r l /\ NoDup (map f r) /\
    forall x, In x l -> exists y, In y r /\ f x = f y.
  Proof.
    induction l as [|x l (r & H1 & H2 & H3)]; [exists []; repeat split; try constructor; intros x []|].
    destruct (in_dec dec (f x) (map f r)) as [F|F].
    - exists r. repeat split; auto; [intros y Hy; right; now apply H1|]. intros y [<-|Hy]; auto.
      apply in_map_iff in F as (z & Q & Hz). eauto.
    - exists (x :: r). repeat split.
      + intros y [<-|Hy]; [now left|right; now apply H1].
      + simpl. now constructor.
      + intros y [<-|Hy]; [exists x; simpl; auto|]. destruct (H3 y Hy) as (z & Hz & Q). exists z. simpl. auto.
  Qed.
End Several.

Definition total (ns : list N) : N := fold_right N.add 0%N ns.
Lemma product_powers bs : product (map (N.pow 2) bs) = (2 ^ total bs)%N.
Proof.
  induction bs as [|b bs IH]; [reflexivity|]. change (total (b :: bs)) with (b + total bs)%N.
  cbn [map product]. rewrite IH, N.pow_add_r. reflexivity.
Qed.

Definition group {A} (key : A -> list N) (v : list N) (l : list A) : list A := filter (fun x => list_eqb (key x) v) l.
Lemma atmost_groups {A V} (key : A -> list N) (f : A -> V) (b : list N -> N) vs : forall l,
  (forall x, In x l -> In (key x) vs) -> (forall v, In v vs -> atmost (group key v l) f (b v)) ->
  atmost l f (total (map b vs)).
Proof.
  induction vs as [|v vs IH]; intros l H K.
  - destruct l as [|x l]; [apply atmost_nil|]. destruct (H x ltac:(now left)).
  - change (total (map b (v :: vs))) with (b v + total (map b vs))%N.
    apply (atmost_parts _ _ l f (fun x => list_eqb (key x) v)); [apply K; now left|].
    apply IH.
    + intros x Hx. apply filter_In in Hx as [Hx Q]. destruct (H x Hx) as [E|]; auto.
      assert (list_eqb (key x) v = true) by (now apply list_eqb_eq). rewrite H0 in Q. discriminate.
    + intros u Hu. apply (atmost_incl _ _ (group key u l)); [|apply K; now right].
      intros x Hx. apply filter_In in Hx as [Hx Q]. apply filter_In in Hx as [Hx _]. apply filter_In. auto.
Qed.
