(** Other models: who hears whom, and who holds what. The decoder is one of them, as Model.v has it.

    A reader of the theorems about encoders and chains of thought must believe this file, up to [realizable_with], beside Model.v. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model.
Import ListNotations.

Inductive model :=
  | Decoder
  | Encoder                                          (* every player hears every other *)
  | Chain (thoughts : nat) (bits : option N).        (* thoughts of so many bits; None: of any number *)
Definition thoughts (M : model) : nat := match M with Chain k _ => k | _ => 0 end.

(** Thought s = 1, 2, … is the player after the last one by s. It hears all players of the prompt and the thoughts before it. *)
Definition hears (M : model) (last i : player) : list player :=
  match M with
  | Decoder => senders last i
  | Encoder => filter (fun j => negb (j =? i)) (seq 0 (S last))
  | Chain _ _ => if i <=? last then senders last i else seq 0 i
  end.
(** A thought is one token. *)
Definition room (I : instance) (t : nat) (j i : player) : N :=
  match find (fun o => Nat.eqb (o_epoch o) t && Nat.eqb (o_from o) j && Nat.eqb (o_to o) i) (overrides I) with
  | Some o => o_bits o
  | None => bits_per_token I * (if (i <=? last (the_task I))%nat then tokens (the_task I) i else 1)
  end%N.

(** X_p^(t), if p has holding p *)
Fixpoint sees (hear : player -> list player) (P : protocol) (holding : player -> N) (t : nat) (p : player) : view :=
  match t with
  | O => View (holding p) []
  | S s => let X := sees hear P holding s in
           View (own (X p)) (map (fun j => says P t j p (X j) (X p)) (hear p) :: inbox (X p))
  end.

(** Who speaks after k thoughts: player -1, or the k-th thought, which holds what was thought before it. *)
Definition speaker (last : player) (k : nat) : player := match k with O => 0 | _ => last + k end.
Fixpoint holding (hear : player -> list player) (last : player) (E : nat) (P : protocol) (think : nat -> view -> N) (x : input) (k : nat) : player -> N :=
  match k with
  | O => held x
  | S s => let before := holding hear last E P think x s in
           fun p => if p =? last + k then think k (sees hear P before E (speaker last s)) else before p
  end.

Definition fits_with (M : model) (I : instance) (P : protocol) : Prop :=
  forall t j i X Y, 1 <= t <= epochs I -> i <= last (the_task I) + thoughts M -> In j (hears M (last (the_task I)) i) ->
    (says P t j i X Y < 2 ^ room I t j i)%N.
Definition thinks_with (M : model) (think : nat -> view -> N) : Prop :=
  match M with Chain k (Some b) => forall s X, 1 <= s <= k -> (think s X < 2 ^ b)%N | _ => True end.
Definition solves_with (M : model) (I : instance) (P : protocol) (think : nat -> view -> N) : Prop :=
  let lst := last (the_task I) in let hear := hears M lst in
  fits_with M I P /\ thinks_with M think /\
  forall x, allowed I x ->
    output P (sees hear P (holding hear lst (epochs I) P think x (thoughts M)) (epochs I) (speaker lst (thoughts M))) = answer (the_task I) x.
Definition realizable_with (M : model) (I : instance) : Prop := exists P think, solves_with M I P think.

(** ** The decoder of Model.v *)

Lemma room_width I t j i : i <= last (the_task I) -> room I t j i = width I t j i.
Proof. intros H. unfold room, width. apply Nat.leb_le in H. now rewrite H. Qed.

Lemma sees_knows last P x t p : sees (senders last) P (held x) t p = knows last P x t p.
Proof.
  revert p. induction t as [|t IH]; intros p; [reflexivity|]. cbn [sees knows]. rewrite IH. f_equal. f_equal. apply map_ext. intros j. now rewrite !IH.
Qed.

Theorem decoder_with I : realizable_with Decoder I <-> realizable I.
Proof.
  assert (R := room_width I).
  split.
  - intros (P & think & F & _ & S). exists P. split.
    + intros t j i X Y Ht Hj. rewrite <- R by lia. apply F; [exact Ht|lia|]. cbn [hears]. unfold senders. apply in_seq. lia.
    + intros x Hx. rewrite <- sees_knows. exact (S x Hx).
  - intros (P & F & S). exists P, (fun _ _ => 0%N). split; [|split; [exact Logic.I|]].
    + intros t j i X Y Ht Hi Hj. cbn [thoughts hears] in *. unfold senders in Hj. apply in_seq in Hj. rewrite R by lia. apply F; [exact Ht|lia].
    + intros x Hx. cbn [thoughts hears holding speaker]. rewrite sees_knows. now apply S.
Qed.

(** ** What a decoder can, an encoder can: it does not listen to the players below. *)

Definition deaf (i : player) (X : view) : view := View (own X) (map (skipn i) (inbox X)).
Definition not_listening (P : protocol) : protocol := Protocol
  (fun t j i X Y => if i <? j then says P t j i (deaf j X) (deaf i Y) else 0%N) (fun X => output P (deaf 0 X)).

Lemma encoder_senders last i : i <= last -> skipn i (hears Encoder last i) = senders last i /\ (forall j, In j (hears Encoder last i) <-> j <> i /\ j <= last).
Proof.
  intros H. split.
  - cbn [hears]. replace (S last) with (i + S (last - i)) by lia. rewrite seq_app, filter_app. cbn [Nat.add seq].
    assert (K : forall l, (forall j, In j l -> j <> i) -> filter (fun j => negb (j =? i)) l = l).
    { induction l as [|j l IH]; intros Hl; [reflexivity|]. cbn [filter]. rewrite (proj2 (Nat.eqb_neq j i)) by (apply Hl; now left). cbn [negb]. f_equal. apply IH. intros; apply Hl; now right. }
    rewrite K by (intros j Hj; apply in_seq in Hj; lia). cbn [filter]. rewrite Nat.eqb_refl. cbn [negb]. rewrite K by (intros j Hj; apply in_seq in Hj; lia).
    rewrite skipn_app, seq_length, Nat.sub_diag, skipn_all2 by (rewrite seq_length; lia). reflexivity.
  - intros j. cbn [hears]. rewrite filter_In, in_seq, negb_true_iff, Nat.eqb_neq. lia.
Qed.

Lemma deaf_sees last P x t p : p <= last -> deaf p (sees (hears Encoder last) (not_listening P) (held x) t p) = knows last P x t p.
Proof.
  revert p. induction t as [|t IH]; intros p Hp; [reflexivity|]. cbn [sees knows]. unfold deaf. cbn [own inbox map]. rewrite <- (IH p Hp) at 1. f_equal.
  f_equal; [|rewrite <- (IH p Hp); reflexivity]. rewrite skipn_map, (proj1 (encoder_senders last p Hp)). apply map_ext_in. intros j Hj.
  unfold senders in Hj. apply in_seq in Hj. cbn [says not_listening]. rewrite (proj2 (Nat.ltb_lt p j)) by lia. now rewrite !IH by lia.
Qed.

Theorem decoder_encoder I : realizable I -> realizable_with Encoder I.
Proof.
  intros (P & F & S). exists (not_listening P), (fun _ _ => 0%N). split; [|split; [exact Logic.I|]].
  - intros t j i X Y Ht Hi Hj. cbn [thoughts] in Hi. rewrite Nat.add_0_r in Hi. apply encoder_senders in Hj as [Hj Hl]; auto. cbn [says not_listening].
    rewrite room_width by auto. destruct (Nat.ltb_spec i j); [apply F; auto|apply N.neq_0_lt_0, N.pow_nonzero; lia].
  - intros x Hx. cbn [thoughts holding speaker output not_listening]. rewrite deaf_sees by lia. now apply S.
Qed.
