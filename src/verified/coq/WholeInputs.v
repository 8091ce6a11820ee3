(** What may be assumed of a solution without loss: some first messages are the sender's whole input. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Grouping Functional.
Import ListNotations.

Definition mem_dec : forall (x : input) xs, {In x xs} + {~ In x xs} := in_dec (list_eq_dec N.eq_dec).

Section Whole.
  Variables (I : instance) (xs : list input) (W : list (player * player)).     (* sender, receiver *)
  Let A (x : input) := In x xs.
  Let lst := last (the_task I).

  (** Numbers of x's input of k among those that go with its input of i; what they are is checked. *)
  Fixpoint number_rows (k i : player) (known : Map.t N) (used : Map.t N) (xs : list input) (done : list (input * N)) : list (input * N) :=
    match xs with
    | [] => done
    | x :: xs =>
      let column := int_of_N (held x i) in
      let row := (column * 1000003 + int_of_N (held x k))%uint63 in
      match Map.find row known with
      | Some v => number_rows k i known used xs ((x, v) :: done)
      | None =>
        let v := match Map.find column used with Some v => v | None => 0%N end in
        number_rows k i (Map.add row v known) (Map.add column (v + 1)%N used) xs ((x, v) :: done)
      end
    end.
  Definition rows (k i : player) : list (input * N) := number_rows k i (Map.empty N) (Map.empty N) xs [].
  Definition place (k i : player) (x : input) : N :=
    match find (fun p => input_eqb (fst p) x) (rows k i) with Some p => snd p | None => 0%N end.
  Definition whole_ok : bool :=
    (1 <=? epochs I)%nat &&
    forallb (fun ki : player * player => let (k, i) := ki in (i <? k)%nat && (k <=? lst)%nat &&
      let ps := rows k i in
      inputs_eqb (map fst ps) (rev' xs) && forallb (fun p => snd p <? 2 ^ width I 1 k i)%N ps &&
      answers_function (map (fun p => ((held (fst p) i, snd p), held (fst p) k)) ps) &&
      answers_function (map (fun p => ((held (fst p) i, held (fst p) k), snd p)) ps)) W.
  Definition revealed (tr : trace) (k i : player) : Prop :=
    forall x y, A x -> A y -> same lst tr 1 i x y -> held x k = held y k.

  Variable tr : trace.
  Hypothesis sol : solution I A tr.
  Hypothesis ok : whole_ok = true.

  Definition in_W (k i : player) : bool := existsb (fun ki : player * player => Nat.eqb (fst ki) k && Nat.eqb (snd ki) i) W.
  Definition told : trace := fun t k i x =>
    if Nat.eqb t 1 && in_W k i && (if mem_dec x xs then true else false)
    then place k i x else tr t k i x.

  Lemma told_W k i x : in_W k i = true -> A x -> told 1 k i x = place k i x.
  Proof. intros H Hx. unfold told. rewrite H. simpl. destruct (mem_dec x xs); [reflexivity|contradiction]. Qed.

  Lemma W_checked k i : In (k, i) W -> (i < k <= lst)%nat /\ (forall x, A x -> In (x, place k i x) (rows k i)) /\
    (forall x, A x -> place k i x < 2 ^ width I 1 k i)%N /\
    (forall x y, A x -> A y -> held x i = held y i -> place k i x = place k i y -> held x k = held y k) /\
    (forall x y, A x -> A y -> held x i = held y i -> held x k = held y k -> place k i x = place k i y).
  Proof.
    intros H. unfold whole_ok in ok. apply andb_true_iff in ok as [_ O]. rewrite forallb_forall in O. specialize (O _ H).
    cbn beta iota zeta in O. rewrite !andb_true_iff in O. destruct O as [[L1 L2] [[[E B] F] G]].
    apply Nat.ltb_lt in L1. apply Nat.leb_le in L2. apply inputs_eqb_eq in E. rewrite forallb_forall in B.
    assert (R : forall x, A x -> In (x, place k i x) (rows k i)).
    { intros x Hx. assert (M : In x (map fst (rows k i))).
      { rewrite E. unfold rev'. rewrite <- rev_alt. now apply -> in_rev. }
      apply in_map_iff in M as ([x' v] & Q & M). cbn [fst] in Q. subst x'. unfold place.
      destruct (find _ (rows k i)) as [[x' v']|] eqn:D.
      - apply find_some in D as [D1 D2]. apply input_eqb_eq in D2. cbn [fst] in D2. now subst.
      - pose proof (find_none _ _ D _ M) as N. cbn [fst] in N. rewrite (proj2 (input_eqb_eq x x) eq_refl) in N. discriminate. }
    split; [lia|]. split; [exact R|]. split; [|split].
    - intros x Hx. apply N.ltb_lt. exact (B _ (R x Hx)).
    - intros x y Hx Hy Hi Hp.
      apply (is_function_spec _ _ _ pair_eqb_eq N.eqb_eq _ F (held x i, place k i x) _ (held y i, place k i y) _); [| |congruence];
        apply in_map_iff; [exists (x, place k i x)|exists (y, place k i y)]; auto.
    - intros x y Hx Hy Hi Hk.
      apply (is_function_spec _ _ _ pair_eqb_eq N.eqb_eq _ G (held x i, held x k) _ (held y i, held y k) _); [| |congruence];
        apply in_map_iff; [exists (x, place k i x)|exists (y, place k i y)]; auto.
  Qed.
  Lemma in_W_in k i : in_W k i = true -> In (k, i) W.
  Proof.
    unfold in_W. intros H. apply existsb_exists in H as ([k' i'] & H & Q). simpl in Q.
    apply andb_true_iff in Q as [Q1 Q2]. apply Nat.eqb_eq in Q1, Q2. now subst.
  Qed.

  Lemma told_refines t : forall p x y, A x -> A y -> same lst told t p x y -> same lst tr t p x y.
  Proof.
    induction t; intros p x y Hx Hy; [auto|]. intros [S H]. split; [auto|]. intros j Hj. specialize (H j Hj).
    unfold told in H. destruct (Nat.eqb (Datatypes.S t) 1 && in_W j p)%bool eqn:Q; simpl in H; [|exact H].
    apply andb_true_iff in Q as [Q Q']. apply Nat.eqb_eq in Q. injection Q as ->.
    destruct (mem_dec x xs); [|contradiction]. destruct (mem_dec y xs); [|contradiction].
    simpl in S. destruct (W_checked j p (in_W_in _ _ Q')) as (_ & _ & _ & I1 & _). apply I1 in H; auto.
    apply (sol_function _ _ _ sol); auto.
  Qed.

  Theorem whole_free : solution I A told /\ forall k i, In (k, i) W -> revealed told k i.
  Proof.
    split; [constructor|].
    - intros t j i x Ht Hj. unfold told. destruct (Nat.eqb t 1 && in_W j i)%bool eqn:Q; simpl; [|apply (sol_fits _ _ _ sol); auto].
      apply andb_true_iff in Q as [Q Q']. apply Nat.eqb_eq in Q. subst t.
      destruct (mem_dec x xs) as [Hx|]; [|apply (sol_fits _ _ _ sol); auto].
      destruct (W_checked j i (in_W_in _ _ Q')) as (_ & _ & B & _). now apply B.
    - intros s j i x y Hj Hx Hy Sj Si.
      assert (T : tr (S s) j i x = tr (S s) j i y).
      { apply (sol_function _ _ _ sol); auto; apply told_refines; auto. }
      unfold told. destruct (Nat.eqb (S s) 1 && in_W j i)%bool eqn:Q; simpl; [|exact T].
      apply andb_true_iff in Q as [_ Q'].
      destruct (mem_dec x xs); [|contradiction]. destruct (mem_dec y xs); [|contradiction].
      apply same_held in Sj, Si. destruct (W_checked j i (in_W_in _ _ Q')) as (_ & _ & _ & _ & I2). now apply I2.
    - intros x y Hx Hy S. apply (sol_answer _ _ _ sol); auto. apply told_refines; auto.
    - intros k i H x y Hx Hy [S0 S1]. destruct (W_checked k i H) as (L & _ & _ & I1 & _). specialize (S1 k L).
      assert (K : in_W k i = true) by (apply existsb_exists; exists (k, i); simpl; now rewrite !Nat.eqb_refl).
      rewrite !told_W in S1 by auto. simpl in S0. now apply I1.
  Qed.
End Whole.
