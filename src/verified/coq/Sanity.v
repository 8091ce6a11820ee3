(** The definitions are not vacuous: some instance is realizable, and some is not. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace.
Import ListNotations.

(** One step, two positions, two answers, one bit per token and two epochs: player 0 says z_0 in epoch 1, and player 1
    says z_1(z_0) in epoch 2, since it sees what player -1 was told. *)
Definition two_epochs : instance := Instance (Task 2 [] [2%N]) 2 1 [] (lists []).
Definition ask_then_answer : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 1, 0 => (own X mod 2)%N
     | 2, 2, 0 => entry 2 (own X) (hd 0%N (hd [] (inbox Y)))
     | _, _, _ => 0%N end)
  (fun X => nth 1 (hd [] (inbox X)) 0%N).

Theorem some_instance_is_realizable : realizable two_epochs.
Proof.
  exists ask_then_answer. split.
  - intros t j i X Y Ht Hj. simpl in Ht, Hj.
    assert (P : (0 < 2 ^ width two_epochs t j i)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
    destruct t as [|[|[|t]]]; try lia; destruct j as [|[|[|j]]]; try lia; destruct i as [|[|i]]; try lia; simpl; try exact P.
    + change (2 ^ width two_epochs 1%nat 1%nat 0%nat)%N with 2%N. apply N.mod_lt. lia.
    + change (2 ^ width two_epochs 2%nat 2%nat 0%nat)%N with 2%N. apply N.mod_lt. lia.
  - intros x (L & B & _). simpl in L. destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate.
    pose proof (B 1 ltac:(unfold last; simpl; lia)) as B1. pose proof (B 2 ltac:(unfold last; simpl; lia)) as B2.
    unfold held in B1, B2. cbn [nth] in B1, B2.
    change (domain (the_task two_epochs) 1) with 2%N in B1. change (domain (the_task two_epochs) 2) with 4%N in B2.
    assert (Z0 : z0 = 0%N \/ z0 = 1%N) by lia. assert (Z1 : z1 = 0%N \/ z1 = 1%N \/ z1 = 2%N \/ z1 = 3%N) by lia.
    destruct Z0 as [->| ->]; destruct Z1 as [->|[->|[->| ->]]]; reflexivity.
Qed.

(** The same without any bits: the answers 0 and 1 to two inputs would have to be equal. *)
Definition no_bits : instance := Instance (Task 2 [] [2%N]) 2 0 [] (lists []).

Theorem some_instance_is_not : ~ realizable no_bits.
Proof.
  intros R. apply realizable_solution in R as (tr & [fits _ right]).
  assert (A : forall z1, (z1 < 4)%N -> allowed no_bits [0; 0; z1]%N).
  { intros z1 H. repeat split.
    - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|p]]]; try lia; unfold held; cbn [nth].
      + change (domain (the_task no_bits) 0) with 1%N. lia.
      + change (domain (the_task no_bits) 1) with 2%N. lia.
      + change (domain (the_task no_bits) 2) with 4%N. lia.
    - intros [|p] l H'; discriminate. }
  specialize (right [0; 0; 0]%N [0; 0; 1]%N (A 0%N eq_refl) (A 1%N eq_refl)).
  change (answer (the_task no_bits) [0; 0; 0]%N) with 0%N in right.
  change (answer (the_task no_bits) [0; 0; 1]%N) with 1%N in right.
  assert (Z : forall t j x, 1 <= t <= 2 -> 0 < j <= 2 -> tr t j 0 x = 0%N).
  { intros t j x Ht Hj. specialize (fits t j 0 x Ht Hj).
    replace (width no_bits t j 0) with 0%N in fits by reflexivity. change (2 ^ 0)%N with 1%N in fits. lia. }
  cut (0 = 1)%N; [discriminate|]. apply right. cbn [same epochs no_bits].
  repeat split; intros; rewrite !Z; auto; unfold last in *; simpl in *; lia.
Qed.
