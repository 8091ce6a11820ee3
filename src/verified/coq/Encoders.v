(** Encoders of one step: the table of z_1 hears z_0 at once, and tells player 0 what the answer is. And what encoders and
    chains of thought do because of their sizes. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model OneStep OneStepBounds BlocksCheck Scheme Thoughts.
Import ListNotations.
Local Open Scope N_scope.

(** In epoch 1 player 0 says z_0 to player 1, and player 1 the answer's low digit to player 0; in epoch 2 both tell player -1. *)
Definition both_ways (m q c : N) : protocol := Protocol
  (fun t j i X Y => match t, j, i with
     | 1%nat, 1%nat, 2%nat => own X mod 2 ^ (c * m)
     | 1%nat, 2%nat, 1%nat => entry q (own X) (own Y) mod 2 ^ c
     | 2%nat, 1%nat, 0%nat => nth 1 (hd [] (inbox X)) 0 mod 2 ^ c
     | 2%nat, 2%nat, 0%nat => (entry q (own X) (nth 1 (hd [] (inbox X)) 0) / 2 ^ c) mod 2 ^ c
     | _, _, _ => 0 end)
  (fun X => nth 0 (hd [] (inbox X)) 0 + 2 ^ c * nth 1 (hd [] (inbox X)) 0).

Theorem encoder_two_epochs m q c : 0 < q -> q <= 2 ^ c * 2 ^ c -> m <= 2 ^ (c * m) -> realizable_with Encoder (one_step m q 2 c).
Proof.
  intros Q Hq Hm. exists (both_ways m q c), (fun _ _ => 0). assert (P : forall k, 2 ^ k <> 0) by (intros; apply N.pow_nonzero; lia).
  split; [|split; [exact Logic.I|]].
  - intros t j i X Y Ht Hi Hj. change (last (the_task (one_step m q 2 c)) + thoughts Encoder)%nat with 2%nat in Hi.
    rewrite room_width by exact Hi. assert (W : width (one_step m q 2 c) t j i = c * match i with 2%nat => m | _ => 1 end).
    { unfold width. cbn [overrides one_step find the_task bits_per_token]. destruct i as [|[|[|i]]]; try lia; reflexivity. }
    rewrite W. assert (Z : forall k, 0 < 2 ^ k) by (intros; apply N.neq_0_lt_0, P).
    unfold both_ways, says. destruct t as [|[|[|t]]]; destruct j as [|[|[|j]]]; destruct i as [|[|[|i]]]; try apply Z; rewrite ?N.mul_1_r; apply N.mod_lt, P.
  - intros x (L & B & _). change (last _) with 2%nat in *. destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate.
    assert (B1 := B 1%nat ltac:(lia)). change (z0 < m) in B1. cbn -[N.pow N.mul entry N.modulo N.div].
    rewrite (N.mod_small z0) by lia. set (v := entry q z1 z0). assert (V : v < q) by (apply N.mod_lt; lia). rewrite N.mod_mod by apply P.
    rewrite (N.mod_small (v / 2 ^ c)) by (apply N.div_lt_upper_bound; [apply P|lia]). rewrite N.add_comm. symmetry. apply N.div_mod'.
Qed.

(** Where the decoder needs a third epoch *)
Theorem encoder_separation m q c : (2 ^ c) ^ 2 < m -> 2 ^ c < q <= 2 ^ c * 2 ^ c ->
  ~ realizable (one_step m q 2 c) /\ realizable_with Encoder (one_step m q 2 c).
Proof.
  intros Hm Hq. split.
  - rewrite one_step_many_positions; [|lia|lia|exact Hm]. change (N.of_nat (2 - 1)) with 1. rewrite N.pow_1_r. lia.
  - apply encoder_two_epochs; [lia|lia|]. destruct (N.eq_dec c 0) as [->|C]; [rewrite N.pow_0_r in Hq; lia|].
    apply N.le_trans with (2 ^ m); [apply N.lt_le_incl, N.pow_gt_lin_r; lia|]. apply N.pow_le_mono_r; [lia|]. nia.
Qed.

Theorem encoder_separation_3_4 : ~ realizable (one_step 3 4 2 1) /\ realizable_with Encoder (one_step 3 4 2 1).
Proof. split; [apply depth_separation_one_step_3_4|]. apply encoder_two_epochs; vm_compute; try discriminate. reflexivity. Qed.

(** ** Instances that are realizable because of their sizes *)

Definition check_sizes_with (M : model) (I : instance) : bool :=
  let c := bits_per_token I in
  match overrides I, the_task I, M, epochs I with
  | [], Task m [] [q], Encoder, 2%nat => (0 <? q) && (q <=? 2 ^ c * 2 ^ c) && (m <=? 2 ^ (c * m))
  | [], Task m [] [q], Chain 1 (Some b), 1%nat => (0 <? q) && (q <=? 2 ^ c) && (m <=? 2 ^ c) && (m <=? 2 ^ b)
  | _, _, _, _ => false
  end.

Lemma all_inputs_with M I : overrides I = [] -> realizable_with M (Instance (the_task I) (epochs I) (bits_per_token I) [] (lists [])) -> realizable_with M I.
Proof.
  intros O (P & think & F & T & S). exists P, think. split; [|split; [exact T|]].
  - intros t j i X Y Ht Hi Hj. assert (R := F t j i X Y Ht Hi Hj). unfold room in *. rewrite O. exact R.
  - intros x (L & B & _). apply S. split; [exact L|]. split; [exact B|]. intros [|p] l E; discriminate.
Qed.

Theorem check_sizes_with_sound M I : check_sizes_with M I = true -> realizable_with M I.
Proof.
  unfold check_sizes_with. destruct (overrides I) eqn:O; [|discriminate]. destruct (the_task I) as [m [|] [|q [|]]] eqn:T; try discriminate.
  intros H. apply all_inputs_with; auto. rewrite T. destruct M as [| |[|[|k]] [b|]]; try discriminate.
  - destruct (epochs I) as [|[|[|]]]; try discriminate. rewrite !andb_true_iff, N.ltb_lt, !N.leb_le in H. now apply encoder_two_epochs.
  - destruct (epochs I) as [|[|]]; try discriminate. rewrite !andb_true_iff, N.ltb_lt, !N.leb_le in H. now apply one_thought_suffices.
Qed.
