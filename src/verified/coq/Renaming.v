(** Renamings of inputs map solutions to solutions, and the cells of a table to cells of the same table. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs Lex LeastLabels.
Import ListNotations.

Section Rename.
  Variables (I : instance) (A : input -> Prop) (tr : trace) (g : input -> input).
  Hypothesis sol : solution I A tr.
  Hypothesis g_allowed : forall x, A x -> A (g x).
  Hypothesis g_held : forall p x y, A x -> A y -> (held x p = held y p <-> held (g x) p = held (g y) p).
  Hypothesis g_answer : forall x y, A x -> A y -> held x 0 = held y 0 ->
    answer (the_task I) (g x) = answer (the_task I) (g y) -> answer (the_task I) x = answer (the_task I) y.
  Definition renamed : trace := fun t j i x => tr t j i (g x).

  Lemma same_renamed t : forall p x y, A x -> A y ->
    same (last (the_task I)) renamed t p x y <-> same (last (the_task I)) tr t p (g x) (g y).
  Proof. induction t; simpl; intros p x y Hx Hy; [now apply g_held|]. now rewrite IHt. Qed.

  Theorem rename : solution I A renamed.
  Proof.
    constructor.
    - intros t j i x Ht Hj. apply (sol_fits _ _ _ sol); auto.
    - intros s j i x y Hj Hx Hy Sj Si. apply same_renamed in Sj, Si; auto. unfold renamed. apply (sol_function _ _ _ sol); auto.
    - intros x y Hx Hy S. assert (held x 0 = held y 0) by (eapply same_held; eauto).
      apply same_renamed in S; auto. apply g_answer; auto. apply (sol_answer _ _ _ sol); auto.
  Qed.
End Rename.

Section Cells.
  Variables (I : instance) (P : plan) (xs : list input) (W : list (player * player)) (X : int -> input).
  Let A (x : input) := In x xs.
  Hypothesis ok : labels_ok I P W = true.
  Hypothesis all_in : forall k, A (X k).
  Variable g : input -> input.
  Hypothesis g_allowed : forall x, A x -> A (g x).
  Hypothesis g_onto : forall y, A y -> exists x, A x /\ g x = y.
  Hypothesis g_held : forall p x y, A x -> A y -> (held x p = held y p <-> held (g x) p = held (g y) p).
  Hypothesis g_answer : forall x y, A x -> A y -> held x 0 = held y 0 ->
    answer (the_task I) (g x) = answer (the_task I) (g y) -> answer (the_task I) x = answer (the_task I) y.

  Variable tr : trace.
  Hypothesis tr_candidate : candidate I xs W tr.

  Lemma renamed_candidate : candidate I xs W (renamed tr g).
  Proof.
    destruct tr_candidate as [sol told]. split; [now apply rename|].
    intros k i H x y Hx Hy S. apply (same_renamed I A tr g g_held) in S; auto. apply g_held; auto.
    apply (told k i H); auto; now apply g_allowed.
  Qed.

  Lemma renamed_content ms y : content_on I (renamed tr g) ms y = content_on I tr ms (g y).
  Proof. unfold content_on. apply map_ext. intros [[[t j] i] b]. reflexivity. Qed.

  Lemma renamed_cell s r r' c : In s (slots P) -> alike (held_s s) (X r') (g (X r)) = true ->
    cell_value I xs X (renamed tr g) s r c = cell_value I xs X tr s r' c.
  Proof.
    intros Hs H. pose proof (alike_iff (held_s s)) as AI.
    destruct (N.eq_dec (cell_value I xs X tr s r' c) 0) as [Z|Z].
    - rewrite Z. unfold cell_value. destruct (find _ xs) as [y|] eqn:F; [|reflexivity].
      apply find_some in F as [Hy F]. unfold row_of in F. apply andb_true_iff in F as [F1 F2].
      destruct (list_eq_dec _ _ _) as [F3|] in F2; [clear F2|discriminate]. rewrite renamed_content in F3.
      rewrite <- Z. symmetry.
      replace (sent_on (renamed tr g) (s_msg s) y) with (sent_on tr (s_msg s) (g y)) by (destruct (s_msg s) as [[t j] i]; reflexivity).
      apply (cell_of I P xs W X ok tr (proj1 tr_candidate)); auto; [now apply g_allowed|].
      apply forallb_forall. intros p Hp. apply N.eqb_eq. unfold alike in *. rewrite forallb_forall in F1, H.
      specialize (F1 p Hp). specialize (H p Hp). apply N.eqb_eq in F1, H. rewrite H. apply (proj1 (g_held p y (X r) Hy (all_in r))). exact F1.
    - destruct (cell_found I xs X tr s r' c Z) as (y' & Hy' & A' & C' & _). destruct (g_onto y' Hy') as (y & Hy & <-).
      rewrite (cell_of I P xs W X ok tr (proj1 tr_candidate) s r' c (g y) Hs (g_allowed y Hy) A' C').
      replace (sent_on tr (s_msg s) (g y)) with (sent_on (renamed tr g) (s_msg s) y) by (destruct (s_msg s) as [[t j] i]; reflexivity).
      apply (cell_of I P xs W X ok (renamed tr g) (proj1 renamed_candidate)); auto.
      apply forallb_forall. intros p Hp. apply N.eqb_eq. unfold alike in *. rewrite forallb_forall in A', H.
      specialize (A' p Hp). specialize (H p Hp). apply N.eqb_eq in A', H. apply (proj2 (g_held p y (X r) Hy (all_in r))). congruence.
  Qed.
End Cells.
