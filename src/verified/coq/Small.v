(** Small separations of two epochs from three, one bit per token: the refutation by counting or adaptive counting or by the kill theorem, the
    protocol as a function that is run on every input. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Witness CountingCheck TwoStep Kill Adaptive AdaptiveCheck Depth.
Import ListNotations.

Lemma run I P : Model.fits I P -> right_everywhere I P = true -> realizable I.
Proof. intros F R. exists P. split; auto. intros x Hx. now apply right_everywhere_right. Qed.

(** Bit b of v; and what was heard in the k-th epoch from the latest, from the s-th sender *)
Definition bit (b v : N) : N := ((v / 2 ^ b) mod 2)%N.
Definition said (k s : nat) (X : view) : N := (nth s (nth k (inbox X) []) 0 mod 2)%N.

Lemma bits_fit m n q1 q2 E P : (1 <= m)%N -> (forall t j i X Y, says P t j i X Y < 2)%N -> Model.fits (two_steps m n q1 q2 E 1) P.
Proof.
  intros Hm H t j i X Y Ht Hj. eapply N.lt_le_trans; [apply H|]. change (last _) with 3 in Hj.
  assert (W : (1 <= width (two_steps m n q1 q2 E 1) t j i)%N).
  { destruct i as [|[|[|i]]]; [vm_compute; congruence|vm_compute; congruence|change (1 <= 1 * m)%N; lia|lia]. }
  change 2%N with (2 ^ 1)%N at 1. apply N.pow_le_mono_r; lia.
Qed.

(** (1; 1; 4,5): i_1 reaches player -1 in two halves; two bits of the answer go by way of player 1, one goes straight. *)
Definition halves : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 2, 0 => bit 0 (own X mod 4) | 1, 2, 1 => bit 1 (own X mod 4) | 1, 3, 2 => bit 0 (entry 5 (own X) (own Y mod 4))
     | 2, 1, 0 => said 0 0 X | 2, 2, 0 => said 0 0 X | 2, 3, 2 => bit 1 (entry 5 (own X) (own Y mod 4))
     | 3, 2, 0 => said 0 0 X | 3, 3, 0 => bit 2 (entry 5 (own X) (said 1 1 Y + 2 * said 0 0 Y))
     | _, _, _ => 0%N end)
  (fun X => said 1 1 X + 2 * said 0 1 X + 4 * said 0 2 X)%N.

Theorem depth_separation_1_1_4_5 : ~ realizable (two_steps 1 1 4 5 2 1) /\ realizable (two_steps 1 1 4 5 3 1).
Proof.
  split.
  - apply check_counting_sound with (contexts := [[0;0;0];[0;0;1];[0;0;2];[0;0;3]]%N) (cut := [(3, 0)]). vm_compute. reflexivity.
  - apply (run _ halves); [|vm_compute; reflexivity]. apply bits_fit; [lia|]. intros t j i X Y. unfold halves, says, bit, said.
    destruct t as [|[|[|[|t]]]], j as [|[|[|[|j]]]], i as [|[|[|i]]]; try lia; apply N.mod_lt; lia.
Qed.

(** (1; 2; 2,5): player -1 knows i_1 after epoch 1; the third bit of both candidates waits with player 1. *)
Definition candidates : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 2, 0 => bit 0 (own X) | 1, 3, 2 => bit 2 (entry 5 (own X) (own Y mod 2))
     | 2, 3, 0 => bit 0 (entry 5 (own X) (own Y * 2 + said 0 1 Y)) | 2, 3, 2 => bit 2 (entry 5 (own X) (2 + own Y mod 2))
     | 3, 2, 0 => if (own Y =? 0)%N then said 1 0 X else said 0 0 X
     | 3, 3, 0 => bit 1 (entry 5 (own X) (own Y * 2 + said 1 1 Y))
     | _, _, _ => 0%N end)
  (fun X => said 1 2 X + 2 * said 0 2 X + 4 * said 0 1 X)%N.

Theorem depth_separation_1_2_2_5 : ~ realizable (two_steps 1 2 2 5 2 1) /\ realizable (two_steps 1 2 2 5 3 1).
Proof.
  split.
  - apply kill; vm_compute; congruence.
  - apply (run _ candidates); [|vm_compute; reflexivity]. apply bits_fit; [lia|]. intros t j i X Y. unfold candidates, says, bit, said.
    destruct t as [|[|[|[|t]]]], j as [|[|[|[|j]]]], i as [|[|[|i]]]; try lia; try (apply N.mod_lt; lia). destruct (own Y =? 0)%N; apply N.mod_lt; lia.
Qed.

(** (2; 1; 2,6): player -1 knows i_1 after epoch 2; one bit of the answer goes straight, one by way of each of the others. *)
Definition three_ways : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 1, 0 => bit 0 (own X) | 1, 2, 1 => (entry 2 (own X) (own Y) mod 2)%N | 1, 3, 2 => (bit 2 (entry 6 (own X) 0) + 2 * bit 2 (entry 6 (own X) 1))%N
     | 2, 2, 0 => bit 0 (entry 2 (own X) (said 0 0 Y)) | 2, 3, 1 => bit 1 (entry 6 (own X) (said 0 0 Y))
     | 3, 1, 0 => said 0 1 X | 3, 3, 0 => bit 0 (entry 6 (own X) (said 0 1 Y))
     | 3, 2, 0 => bit (said 0 1 Y) (nth 0 (nth 1 (inbox X) []) 0%N)
     | _, _, _ => 0%N end)
  (fun X => said 0 2 X + 2 * said 0 0 X + 4 * said 0 1 X)%N.

Definition two_one_two_six : adaptive := Adaptive [[0; 0]; [1; 0]; [0; 1]]%N [] None [Phase 1
  [[Context 0 0 0; Context 0 0 1]; [Context 0 0 1; Context 0 1 1]; [Context 0 1 0; Context 0 1 2]; [Context 0 0 1; Context 0 0 2]]].

Theorem depth_separation_2_1_2_6 : ~ realizable (two_steps 2 1 2 6 2 1) /\ realizable (two_steps 2 1 2 6 3 1).
Proof.
  split.
  - apply (verify_adaptive_sound _ two_one_two_six). vm_compute. reflexivity.
  - apply (run _ three_ways); [|vm_compute; reflexivity].
    intros t j i X Y Ht Hj. change (last _) with 3 in Hj. change (1 <= t <= 3) in Ht.
    assert (two : forall a, (a mod 2 < 2)%N) by (intros; apply N.mod_lt; lia).
    unfold three_ways, says. destruct t as [|[|[|[|t]]]], j as [|[|[|[|j]]]], i as [|[|[|i]]]; try lia;
      match goal with |- (?a < _)%N => change (a < 2)%N || change (a < 4)%N end; unfold bit, said; try apply two; try lia.
    pose proof (two (entry 6 (own X) 0 / 2 ^ 2)%N). pose proof (two (entry 6 (own X) 1 / 2 ^ 2)%N). lia.
Qed.

(** (1; 2; 3,3): i_1 in two halves; the higher bits of both candidates wait with player 1. *)
Definition halves_and_candidates : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 2, 0 => bit 0 (own X mod 3) | 1, 2, 1 => bit 1 (own X mod 3) | 1, 3, 2 => bit 1 (entry 3 (own X) (own Y mod 3))
     | 2, 1, 0 => said 0 0 X | 2, 3, 2 => bit 1 (entry 3 (own X) (3 + own Y mod 3))
     | 3, 2, 0 => if (own Y =? 0)%N then said 1 0 X else said 0 0 X
     | 3, 3, 0 => bit 0 (entry 3 (own X) (own Y * 3 + said 1 1 Y + 2 * said 0 0 Y))
     | _, _, _ => 0%N end)
  (fun X => said 0 2 X + 2 * said 0 1 X)%N.

Definition one_two_three_three : adaptive := Adaptive [[0]; [1]; [2]]%N [0; 1; 2] None [Phase 1 (map (map (fun u : N * nat => Context (fst u) 0 (snd u)))
  ([[(0%N, 0); (0%N, 1); (1%N, 0); (1%N, 1); (0%N, 2)]; [(0%N, 0); (0%N, 2); (1%N, 0); (1%N, 2); (0%N, 1)]; [(0%N, 1); (0%N, 2); (1%N, 1); (1%N, 2); (0%N, 0)];
   [(0%N, 0); (0%N, 1); (1%N, 0); (1%N, 1); (1%N, 2)]; [(0%N, 0); (0%N, 1); (1%N, 0); (1%N, 1); (0%N, 2); (1%N, 2)]; [(0%N, 0); (0%N, 2); (1%N, 0); (1%N, 2); (0%N, 1); (1%N, 1)];
   [(0%N, 1); (0%N, 2); (1%N, 1); (1%N, 2); (0%N, 0); (1%N, 0)]] : list (list (N * nat))))].

Theorem depth_separation_1_2_3_3 : ~ realizable (two_steps 1 2 3 3 2 1) /\ realizable (two_steps 1 2 3 3 3 1).
Proof.
  split.
  - apply (verify_adaptive_sound _ one_two_three_three). vm_compute. reflexivity.
  - apply (run _ halves_and_candidates); [|vm_compute; reflexivity]. apply bits_fit; [lia|]. intros t j i X Y. unfold halves_and_candidates, says, bit, said.
    destruct t as [|[|[|[|t]]]], j as [|[|[|[|j]]]], i as [|[|[|i]]]; try lia; try (apply N.mod_lt; lia). destruct (own Y =? 0)%N; apply N.mod_lt; lia.
Qed.

(** (1; 2; 8,2): the three bits of i_1 reach player -1 in two epochs. *)
Definition three_bits : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1, 2, 0 => bit 0 (own X) | 1, 2, 1 => bit 1 (own X)
     | 2, 1, 0 => said 0 0 X | 2, 2, 0 => bit 2 (own X)
     | 3, 3, 0 => entry 2 (own X) (own Y * 8 + said 1 1 Y + 2 * said 0 0 Y + 4 * said 0 1 Y)
     | _, _, _ => 0%N end)
  (fun X => nth 2 (nth 0 (inbox X) []) 0%N).

Theorem depth_separation_1_2_8_2 : ~ realizable (two_steps 1 2 8 2 2 1) /\ realizable (two_steps 1 2 8 2 3 1).
Proof.
  split.
  - apply check_counting_sound with (contexts := map (fun u : N * N => [fst u; 0; snd u]%N) (list_prod [0; 1] [0; 1; 2; 3; 4; 5; 6; 7])%N)
      (cut := [(3, 0)]). vm_compute. reflexivity.
  - exists three_bits. split.
    + apply bits_fit; [lia|]. intros t j i X Y. unfold three_bits, says, bit, said, entry.
      destruct t as [|[|[|[|t]]]], j as [|[|[|[|j]]]], i as [|[|[|i]]]; try lia; apply N.mod_lt; lia.
    + intros x (L & B & _). change (last _) with 3 in *. destruct x as [|w [|z0 [|z1 [|z2 [|]]]]]; try discriminate.
      assert (Bw := B 0 ltac:(lia)). assert (B0 := B 1 ltac:(lia)). assert (B1 := B 2 ltac:(lia)). change (w < 2)%N in Bw. change (z0 < 1)%N in B0. change (z1 < 8)%N in B1.
      change (answer _ _) with (entry 2 z2 ((w mod 2) * 8 + entry 8 z1 z0)).
      change (output three_bits _) with (entry 2 z2 (w * 8 + bit 0 z1 mod 2 + 2 * ((bit 1 z1 mod 2) mod 2) + 4 * (bit 2 z1 mod 2))).
      f_equal. clear B. assert (w = 0 \/ w = 1)%N as [-> | ->] by lia; assert (z0 = 0)%N as -> by lia;
        (assert (z1 = 0 \/ z1 = 1 \/ z1 = 2 \/ z1 = 3 \/ z1 = 4 \/ z1 = 5 \/ z1 = 6 \/ z1 = 7)%N as [->|[->|[->|[->|[->|[->|[->| ->]]]]]]] by lia); reflexivity.
Qed.
