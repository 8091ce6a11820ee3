(** One step (L = 1): protocols that stream the answer in digits, directly and by way of player 0, and when nothing does. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost Rows RowsCheck.
Import ListNotations.
Local Open Scope N_scope.

(** The decoder with L = 1, z_1 : [m] → [q], all inputs *)
Definition one_step (m q : N) (epochs : nat) (c : N) : instance := Instance (Task m [] [q]) epochs c [] (lists []).

Section Streams.
  Variables (m q : N) (E : nat) (c : N).
  Let C := 2 ^ c.
  Let K := C ^ N.of_nat (E - 1).

  Definition digit (k : nat) (v : N) : N := (v / C ^ N.of_nat k) mod C.
  Definition from_0 (l : list N) : N := nth 0 l 0.
  Definition from_1 (l : list N) : N := nth 1 l 0.

  (** Player 1 tells player 0 a digit of the answer, which player 0 passes on; it tells player -1 a higher digit, once player 0
      has said z_0 in epoch 1. *)
  Definition streams : protocol := Protocol
    (fun t j i X Y => match j, i with
       | 2%nat, 1%nat => digit (E - 1 - t) (entry q (own X) (own Y))
       | 2%nat, 0%nat => digit (E - t) (entry q (own X) (from_0 (List.last (inbox Y) [])) / K)
       | 1%nat, 0%nat => match inbox X with [] => own X mod C | l :: _ => nth 0 l 0 mod C end
       | _, _ => 0 end)
    (fun X =>
       let fix read (f : list N -> N) (k : nat) (ls : list (list N)) := match k, ls with S k, l :: ls => f l + C * read f k ls | _, _ => 0 end in
       read from_0 (E - 1)%nat (inbox X) + K * read from_1 E (inbox X)).

  Fixpoint read (f : list N -> N) (k : nat) (ls : list (list N)) : N := match k, ls with S k, l :: ls => f l + C * read f k ls | _, _ => 0 end.

  Lemma C_positive : 0 < C. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma digit_below k v : digit k v < C. Proof. apply N.mod_lt. pose proof C_positive. lia. Qed.

  Lemma streams_fit : Model.fits (one_step m q E c) streams.
  Proof.
    intros t j i X Y Ht Hj. change (last _) with 2%nat in Hj.
    assert (W : (i < 2)%nat -> width (one_step m q E c) t j i = c).
    { intros H. unfold width. simpl. destruct i as [|[|i]]; [| |lia]; simpl; lia. }
    destruct j as [|[|[|j]]]; try lia; destruct i as [|[|i]]; try lia; rewrite W by lia; unfold streams, says; pose proof C_positive;
      try apply digit_below; destruct (inbox X); apply N.mod_lt; lia.
  Qed.

  Lemma digit_step k v r : digit k v + C * ((v / C ^ N.of_nat (S k)) mod C ^ N.of_nat r) = (v / C ^ N.of_nat k) mod C ^ N.of_nat (S r).
  Proof.
    pose proof C_positive. rewrite (Nat2N.inj_succ r), N.pow_succ_r', N.mod_mul_r by (try apply N.pow_nonzero; lia).
    unfold digit. do 3 f_equal. rewrite Nat2N.inj_succ, N.pow_succ_r', N.mul_comm, N.div_div by (try apply N.pow_nonzero; lia). reflexivity.
  Qed.

  Hypothesis q_positive : 0 < q.
  Hypothesis enough : q <= K \/ (m <= C /\ q <= K * K) \/ (m = 1 /\ q <= K * C ^ N.of_nat E).
  Hypothesis E_positive : (1 <= E)%nat.

  Variables (z0 z1 w : N).
  Hypothesis z0_below : z0 < m.
  Let x : input := [w; z0; z1].
  Let v := entry q z1 z0.
  Let X t p := knows 2%nat streams x t p.

  Lemma v_below k : entry q z1 k < q. Proof. apply N.mod_lt. lia. Qed.

  Lemma told_0 t : (1 <= t)%nat -> exists rest, inbox (X t 1%nat) = [digit (E - 1 - t) v] :: rest.
  Proof.
    intros Ht. destruct t as [|t]; [lia|]. unfold X. cbn [knows inbox]. eexists. f_equal. unfold senders. cbn [Nat.sub seq map].
    unfold streams at 1, says. f_equal. f_equal.
    assert (O : forall s p, own (knows 2%nat streams x s p) = held x p) by (induction s; auto). rewrite !O. reflexivity.
  Qed.

  Lemma first_guess t : (1 <= t)%nat -> from_0 (List.last (inbox (X t 0%nat)) []) = z0 mod C.
  Proof.
    induction t as [|t IH]; intros Ht; [lia|]. destruct t as [|t]; [reflexivity|]. rewrite <- IH by lia.
    unfold X at 1. cbn [knows inbox]. fold (knows 2%nat streams x). destruct (inbox (X (S t) 0%nat)) eqn:Q; [|].
    - unfold X in Q. discriminate.
    - unfold X in Q. cbn [knows inbox] in Q. rewrite Q. reflexivity.
  Qed.

  Lemma heard_from_0 t : (1 <= t <= E)%nat -> read from_0 (t - 1)%nat (inbox (X t 0%nat)) = (v / C ^ N.of_nat (E - t)) mod C ^ N.of_nat (t - 1).
  Proof.
    induction t as [|t IH]; intros Ht; [lia|]. destruct t as [|t].
    - cbn [Nat.sub read]. rewrite N.mod_1_r. reflexivity.
    - assert (R : read from_0 (S (S t) - 1)%nat (inbox (X (S (S t)) 0%nat)) =
                  digit (E - S (S t)) v + C * read from_0 (S t - 1)%nat (inbox (X (S t) 0%nat))).
      { destruct (told_0 (S t)) as (rest & Q); [lia|]. replace (S (S t) - 1)%nat with (S (S t - 1))%nat by lia.
        unfold X at 1. change (inbox (knows 2%nat streams x (S (S t)) 0%nat)) with
          (map (fun j => says streams (S (S t)) j 0%nat (X (S t) j) (X (S t) 0%nat)) [1%nat; 2%nat] :: inbox (X (S t) 0%nat)).
        cbn [read]. f_equal. unfold from_0. cbn [map nth]. unfold streams at 1, says. rewrite Q. cbn [nth].
        rewrite N.mod_small by apply digit_below. f_equal. lia. }
      rewrite R, IH by lia. replace (E - S t)%nat with (S (E - S (S t))) by lia. rewrite digit_step.
      replace (S (S t - 1)) with (S (S t) - 1)%nat by lia. reflexivity.
  Qed.

  Lemma heard_from_1 t : (t <= E)%nat -> read from_1 t (inbox (X t 0%nat)) = (v / K / C ^ N.of_nat (E - t)) mod C ^ N.of_nat t.
  Proof.
    induction t as [|t IH]; intros Ht; [cbn [read]; rewrite N.mod_1_r; reflexivity|].
    assert (R : read from_1 (S t) (inbox (X (S t) 0%nat)) = digit (E - S t) (v / K) + C * read from_1 t (inbox (X t 0%nat))).
    { unfold X at 1. change (inbox (knows 2%nat streams x (S t) 0%nat)) with
        (map (fun j => says streams (S t) j 0%nat (X t j) (X t 0%nat)) [1%nat; 2%nat] :: inbox (X t 0%nat)).
      cbn [read]. f_equal. unfold from_1. cbn [map nth]. unfold streams at 1, says.
      assert (O : forall s p, own (X s p) = held x p) by (unfold X; induction s; auto). rewrite O. change (held x 2%nat) with z1.
      pose proof C_positive as CP. assert (KP : 0 < K) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
      assert (Small : forall y, y < K -> y / K = 0) by (intros; now apply N.div_small).
      assert (Zero : forall y, y < K * K -> digit (E - 1) (y / K) = 0).
      { intros y Hy. unfold digit. fold K. rewrite (N.div_small (y / K)); [apply N.mod_0_l; lia|]. apply N.div_lt_upper_bound; lia. }
      destruct t as [|t].
      - change (from_0 (List.last (inbox (X 0 0%nat)) [])) with 0. unfold v. assert (B0 := v_below 0). assert (Bz := v_below z0).
        destruct enough as [H|[[H H']|[H H']]].
        + rewrite !Small by lia. reflexivity.
        + rewrite !Zero by lia. reflexivity.
        + replace z0 with 0 by lia. reflexivity.
      - rewrite first_guess by lia. unfold v. assert (B0 := v_below (z0 mod C)). assert (Bz := v_below z0).
        destruct enough as [H|[[H H']|[H H']]].
        + rewrite !Small by lia. reflexivity.
        + rewrite (N.mod_small z0) by lia. reflexivity.
        + rewrite (N.mod_small z0) by lia. reflexivity. }
    rewrite R, IH by lia. replace (E - t)%nat with (S (E - S t)) by lia. apply digit_step.
  Qed.

  Lemma streams_right : output streams (X E 0%nat) = v.
  Proof.
    change (output streams (X E 0%nat)) with (read from_0 (E - 1)%nat (inbox (X E 0%nat)) + K * read from_1 E (inbox (X E 0%nat))).
    rewrite heard_from_0, heard_from_1 by lia. rewrite Nat.sub_diag, N.pow_0_r, !N.div_1_r. fold K.
    pose proof C_positive as CP. assert (KP : 0 < K) by (apply N.neq_0_lt_0, N.pow_nonzero; lia). assert (B := v_below z0). fold v in B.
    assert (CE : C ^ N.of_nat E = C * K). { unfold K. rewrite <- N.pow_succ_r'. f_equal. lia. }
    rewrite (N.mod_small (v / K)).
    - rewrite N.add_comm. symmetry. apply N.div_mod'.
    - apply N.div_lt_upper_bound; [lia|]. rewrite CE.
      assert (K1 : K * 1 <= K * (C * K)) by (apply N.mul_le_mono_l; clear -CP KP; nia).
      assert (K2 : K * K <= K * (C * K)) by (apply N.mul_le_mono_l; clear -CP KP; nia).
      clearbody v. destruct enough as [H|[[H H']|[H H']]]; [lia|lia|]. rewrite CE in H'. lia.
  Qed.
End Streams.

Theorem streams_suffice m q E c : 0 < q -> (1 <= E)%nat ->
  let K := (2 ^ c) ^ N.of_nat (E - 1) in
  q <= K \/ (m <= 2 ^ c /\ q <= K * K) \/ (m = 1 /\ q <= K * (2 ^ c) ^ N.of_nat E) -> realizable (one_step m q E c).
Proof.
  intros Hq HE K H. exists (streams q E c). split; [apply streams_fit|].
  intros x (L & B & _). change (last _) with 2%nat in *. cbn [epochs one_step].
  destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate. assert (B1 := B 1%nat ltac:(lia)). change (z0 < m) in B1.
  apply (streams_right m q E c); auto.
Qed.
