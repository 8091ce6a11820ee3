(** Two steps in two epochs (src/certify/two_step.hpp has the words): what follows from what.

    Inputs are (w, z_0, z_1, z_2); players -1, 0, 1, 2 are the slots 0, 1, 2, 3. In epoch 1 player 2 says a2 to player -1, d to
    0 and e to 1; in epoch 2 players 2, 1 and 0 say b2, b1 and b0 to player -1. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace AtMost.
Import ListNotations.

Definition at_ (w z0 z1 z2 : N) : input := [w; z0; z1; z2].

(** L = 2, E = 2, no widths of its own *)
Record two_step (I : instance) (m n q1 q2 : N) : Prop := {
  two_task : the_task I = Task m [n] [q1; q2];
  two_epochs : epochs I = 2;
  two_widths : overrides I = [] }.

Section TwoStep.
  Variables (I : instance) (m n q1 q2 : N).
  Hypothesis two : two_step I m n q1 q2.
  Let c := bits_per_token I.
  Let lst := last (the_task I).

  Lemma last_3 : lst = 3.
  Proof. unfold lst. now rewrite (two_task _ _ _ _ _ two). Qed.
  Lemma width_low t j i : i < 2 -> width I t j i = c.
  Proof.
    intros H. unfold width. rewrite (two_widths _ _ _ _ _ two). simpl. fold c.
    destruct i as [|[|i]]; [| |lia]; simpl; lia.
  Qed.
  Lemma width_2 t j : width I t j 2 = (c * m)%N.
  Proof. unfold width. rewrite (two_widths _ _ _ _ _ two), (two_task _ _ _ _ _ two). reflexivity. Qed.

  Lemma answer_at w z0 z1 z2 : answer (the_task I) (at_ w z0 z1 z2) = entry q2 z2 ((w mod n) * q1 + entry q1 z1 z0).
  Proof. rewrite (two_task _ _ _ _ _ two). reflexivity. Qed.

  Variables (A : input -> Prop) (tr : trace).
  Hypothesis sol : solution I A tr.

  Lemma said_fits t j i x : 1 <= t <= 2 -> i < j <= 3 -> (tr t j i x < 2 ^ width I t j i)%N.
  Proof. intros Ht Hj. apply (sol_fits _ _ _ sol); [now rewrite (two_epochs _ _ _ _ _ two)|fold lst; now rewrite last_3]. Qed.

  (** In epoch 1 what j says to i depends on their inputs. *)
  Lemma first_said j i x y : i < j <= 3 -> A x -> A y -> held x j = held y j -> held x i = held y i -> tr 1 j i x = tr 1 j i y.
  Proof. intros Hj Hx Hy Qj Qi. apply (sol_function _ _ _ sol); auto. fold lst. now rewrite last_3. Qed.

  (** What player -1 hears in epoch 1 *)
  Lemma first_view x y : A x -> A y -> held x 0 = held y 0 -> tr 1 1 0 x = tr 1 1 0 y -> tr 1 2 0 x = tr 1 2 0 y -> tr 1 3 0 x = tr 1 3 0 y ->
    same lst tr 1 0 x y.
  Proof.
    intros Hx Hy Q K1 K2 K3. split; [exact Q|]. intros j Hj. rewrite last_3 in Hj.
    destruct j as [|[|[|[|j]]]]; auto; lia.
  Qed.

  (** In contexts that look alike to player -1, player 2 says one b2. *)
  Lemma one_b2 w z0 z1 z0' z1' z2 : A (at_ w z0 z1 z2) -> A (at_ w z0' z1' z2) ->
    tr 1 1 0 (at_ w z0 z1 z2) = tr 1 1 0 (at_ w z0' z1' z2) -> tr 1 2 0 (at_ w z0 z1 z2) = tr 1 2 0 (at_ w z0' z1' z2) ->
    tr 2 3 0 (at_ w z0 z1 z2) = tr 2 3 0 (at_ w z0' z1' z2).
  Proof.
    intros H H' K1 K2. apply (sol_function _ _ _ sol); auto; fold lst.
    - rewrite last_3. lia.
    - split; [reflexivity|]. intros j Hj. rewrite last_3 in Hj. lia.
    - apply first_view; auto. apply first_said; auto; lia.
  Qed.

  (** For one z_2, player 1 says one b1 to a player -1 that has heard the same of player 0. *)
  Lemma one_b1 w z0 z0' z1 z2 : A (at_ w z0 z1 z2) -> A (at_ w z0' z1 z2) ->
    tr 1 1 0 (at_ w z0 z1 z2) = tr 1 1 0 (at_ w z0' z1 z2) -> tr 2 2 0 (at_ w z0 z1 z2) = tr 2 2 0 (at_ w z0' z1 z2).
  Proof.
    intros H H' K1. apply (sol_function _ _ _ sol); auto; fold lst.
    - rewrite last_3. lia.
    - split; [reflexivity|]. intros j Hj. rewrite last_3 in Hj. assert (j = 3) as -> by lia. apply first_said; auto; lia.
    - apply first_view; auto; apply first_said; auto; lia.
  Qed.

  (** Tables z_2 and z_2' of which players -1 and 0 hear the same are answered alike, if b2 is the same, and so is e or b1. *)
  Lemma same_answer w z0 z1 z2 z2' : let x := at_ w z0 z1 z2 in let y := at_ w z0 z1 z2' in A x -> A y ->
    tr 1 3 0 x = tr 1 3 0 y -> tr 1 3 1 x = tr 1 3 1 y -> tr 2 3 0 x = tr 2 3 0 y ->
    tr 1 3 2 x = tr 1 3 2 y \/ tr 2 2 0 x = tr 2 2 0 y ->
    answer (the_task I) x = answer (the_task I) y.
  Proof.
    intros x y Hx Hy A2 D B2 EB.
    assert (V : same lst tr 1 0 x y).
    { apply first_view; auto; (apply first_said; auto; lia). }
    assert (V1 : same lst tr 1 1 x y).
    { split; [reflexivity|]. intros j Hj. rewrite last_3 in Hj. destruct (Nat.eq_dec j 3) as [->|]; [exact D|].
      assert (j = 2) as -> by lia. apply first_said; auto; lia. }
    assert (B1 : tr 2 2 0 x = tr 2 2 0 y).
    { destruct EB as [E|]; auto. apply (sol_function _ _ _ sol); auto; fold lst; [rewrite last_3; lia|].
      split; [reflexivity|]. intros j Hj. rewrite last_3 in Hj. assert (j = 3) as -> by lia. exact E. }
    apply (sol_answer _ _ _ sol); auto. rewrite (two_epochs _ _ _ _ _ two). fold lst. split; [exact V|]. intros j Hj. rewrite last_3 in Hj.
    destruct (Nat.eq_dec j 1) as [->|]; [apply (sol_function _ _ _ sol); auto; fold lst; rewrite last_3; lia|].
    destruct (Nat.eq_dec j 2) as [->|]; auto. assert (j = 3) as -> by lia. exact B2.
  Qed.
End TwoStep.
