(** What may be assumed of a solution without loss: some first messages are the sender's whole input. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Labels.
Import ListNotations.

Definition mem_dec : forall (x : input) xs, {In x xs} + {~ In x xs} := in_dec (list_eq_dec N.eq_dec).

Section Whole.
  Variables (I : instance) (xs : list input) (W : list (player * player)).     (* sender, receiver *)
  Let A (x : input) := In x xs.
  Let lst := last (the_task I).

  Definition place (k i : player) (x : input) : nat :=       (* of x's input of k, among those that go with its input of i *)
    rank N N.eqb [] (map (fun y => held y k) (filter (fun y => held y i =? held x i)%N xs)) (held x k).
  Definition whole_ok : bool :=
    (1 <=? epochs I)%nat &&
    forallb (fun ki : player * player => let (k, i) := ki in (i <? k)%nat && (k <=? lst)%nat &&
      forallb (fun x => N.of_nat (place k i x) <? 2 ^ width I 1 k i)%N xs) W.
  Definition revealed (tr : trace) (k i : player) : Prop :=
    forall x y, A x -> A y -> same lst tr 1 i x y -> held x k = held y k.

  Variable tr : trace.
  Hypothesis sol : solution I A tr.
  Hypothesis ok : whole_ok = true.

  Definition in_W (k i : player) : bool := existsb (fun ki : player * player => Nat.eqb (fst ki) k && Nat.eqb (snd ki) i) W.
  Definition told : trace := fun t k i x =>
    if Nat.eqb t 1 && in_W k i && (if mem_dec x xs then true else false)
    then N.of_nat (place k i x) else tr t k i x.

  Lemma told_W k i x : in_W k i = true -> A x -> told 1 k i x = N.of_nat (place k i x).
  Proof. intros H Hx. unfold told. rewrite H. simpl. destruct (mem_dec x xs); [reflexivity|contradiction]. Qed.

  Lemma place_held k i x y : A x -> A y -> held x i = held y i -> place k i x = place k i y -> held x k = held y k.
  Proof.
    intros Hx Hy H Q. unfold place in Q. rewrite <- H in Q.
    eapply rank_inj; [apply N.eqb_eq| | | | |exact Q]; auto.
    - apply in_map_iff. exists x. split; auto. apply filter_In. split; auto. apply N.eqb_refl.
    - apply in_map_iff. exists y. split; auto. apply filter_In. split; auto. now apply N.eqb_eq.
  Qed.

  Lemma told_refines t : forall p x y, A x -> A y -> same lst told t p x y -> same lst tr t p x y.
  Proof.
    induction t; intros p x y Hx Hy; [auto|]. intros [S H]. split; [auto|]. intros j Hj. specialize (H j Hj).
    unfold told in H. destruct (Nat.eqb (Datatypes.S t) 1 && in_W j p)%bool eqn:Q; simpl in H; [|exact H].
    apply andb_true_iff in Q as [Q Q']. apply Nat.eqb_eq in Q. injection Q as ->.
    destruct (mem_dec x xs); [|contradiction]. destruct (mem_dec y xs); [|contradiction].
    apply Nat2N.inj in H. simpl in S. apply place_held in H; auto.
    apply (sol_function _ _ _ sol); auto.
  Qed.

  Theorem whole_free : solution I A told /\ forall k i, In (k, i) W -> revealed told k i.
  Proof.
    assert (WW : forall k i, in_W k i = true -> In (k, i) W).
    { unfold in_W. intros k i H. apply existsb_exists in H as ([k' i'] & H & Q). simpl in Q.
      apply andb_true_iff in Q as [Q1 Q2]. apply Nat.eqb_eq in Q1, Q2. now subst. }
    unfold whole_ok in ok. apply andb_true_iff in ok as [HE HW]. rewrite forallb_forall in HW.
    split; [constructor|].
    - intros t j i x Ht Hj. unfold told. destruct (Nat.eqb t 1 && in_W j i)%bool eqn:Q; simpl; [|apply (sol_fits _ _ _ sol); auto].
      apply andb_true_iff in Q as [Q Q']. apply Nat.eqb_eq in Q. subst t.
      destruct (mem_dec x xs) as [Hx|]; [|apply (sol_fits _ _ _ sol); auto].
      specialize (HW _ (WW _ _ Q')). simpl in HW. apply andb_true_iff in HW as [_ HW]. rewrite forallb_forall in HW.
      apply N.ltb_lt, HW, Hx.
    - intros s j i x y Hj Hx Hy Sj Si.
      assert (T : tr (S s) j i x = tr (S s) j i y).
      { apply (sol_function _ _ _ sol); auto; apply told_refines; auto. }
      unfold told. destruct (Nat.eqb (S s) 1 && in_W j i)%bool eqn:Q; simpl; [|exact T].
      destruct (mem_dec x xs); [|contradiction]. destruct (mem_dec y xs); [|contradiction].
      apply same_held in Sj, Si. unfold place. now rewrite Sj, Si.
    - intros x y Hx Hy S. apply (sol_answer _ _ _ sol); auto. apply told_refines; auto.
    - intros k i H x y Hx Hy [S0 S1]. specialize (HW _ H). simpl in HW. rewrite !andb_true_iff in HW.
      destruct HW as [[L1 L2] _]. apply Nat.ltb_lt in L1. apply Nat.leb_le in L2.
      specialize (S1 k (conj L1 L2)).
      assert (K : in_W k i = true) by (apply existsb_exists; exists (k, i); simpl; now rewrite !Nat.eqb_refl).
      rewrite !told_W in S1 by auto. apply Nat2N.inj in S1. simpl in S0. eapply place_held; eauto.
  Qed.
End Whole.
