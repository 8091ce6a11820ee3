(** Sums over tokens: what attention can do. Every token of the prompt is a receiver, and hears of each block of tokens the sum,
    in (Z/2)^c, of one term for each of the block's tokens that it may hear. A protocol of this kind is one of whole functions.

    A reader of the theorems about sums must believe this file, up to [realizable_sums], beside Model.v and Scheme.v. It is
    about instances without overrides of widths, which here would name tokens. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Scheme.
Import ListNotations.
Local Open Scope N_scope.

(** Token k of a player's input. Players -1 and 0 and thoughts have token 0 alone. *)
Definition holder := (player * N)%type.
Definition tokens_of (T : task) (p : player) : list N :=
  map N.of_nat (seq 0 (N.to_nat (if (p <=? last T)%nat then tokens T p else 1))).
Definition part (T : task) (holding : player -> N) (r : holder) : N :=
  if ((2 <=? fst r) && (fst r <=? last T))%nat%bool then entry (nth (fst r - 2) (q T) 1) (holding (fst r)) (snd r) else holding (fst r).
(** Within a block an encoder's tokens hear all others, a decoder's those before them. *)
Definition hears_token (M : model) (a r : holder) : bool :=
  negb (fst a =? fst r)%nat || match M with Encoder => negb (snd a =? snd r) | _ => snd a <? snd r end.

Record sums_protocol := Sums_protocol {
  term : nat -> holder -> holder -> view -> view -> N;      (* epoch, sender, receiver, and their views *)
  sums_output : view -> N }.

Section Runs.
  Variables (M : model) (T : task) (S : sums_protocol).
  Definition added (t : nat) (j : player) (r : holder) (X : holder -> view) (Y : view) : N :=
    fold_right N.lxor 0 (map (fun k => term S t (j, k) r (X (j, k)) Y) (filter (fun k => hears_token M (j, k) r) (tokens_of T j))).
  Fixpoint sees_sums (holding : player -> N) (t : nat) (r : holder) : view :=
    match t with
    | O => View (part T holding r) []
    | Datatypes.S s => let X := sees_sums holding s in
             View (own (X r)) (map (fun j => added t j r X (X r)) (fst r :: hears M (last T) (fst r)) :: inbox (X r))
    end.
  Fixpoint holding_sums (E : nat) (think : nat -> view -> N) (x : input) (k : nat) : player -> N :=
    match k with
    | O => held x
    | Datatypes.S s => let before := holding_sums E think x s in
             fun p => if (p =? last T + k)%nat then think k (sees_sums before E (speaker (last T) s, 0)) else before p
    end.
End Runs.

Definition realizable_sums (M : model) (I : instance) : Prop := exists S think, let T := the_task I in
  (forall t a r X Y, (1 <= t <= epochs I)%nat -> term S t a r X Y < 2 ^ bits_per_token I) /\ thinks_with M think /\
  forall x, allowed I x ->
    sums_output S (sees_sums M T S (holding_sums M T S (epochs I) think x (thoughts M)) (epochs I) (speaker (last T) (thoughts M), 0)) = answer T x.

(** ** A player says to another, all at once, what its tokens say to each of the other's. *)

Fixpoint packed (b : N) (f : N -> N) (n : nat) : N := match n with O => 0 | S n => f 0 + b * packed b (fun k => f (k + 1)) n end.
Lemma packed_spec b n : forall f, 0 < b -> (forall k, k < N.of_nat n -> f k < b) ->
  packed b f n < b ^ N.of_nat n /\ forall k, k < N.of_nat n -> entry b (packed b f n) k = f k.
Proof.
  induction n as [|n IH]; intros f Hb Hf.
  - split; [simpl; lia|]. intros k Hk. simpl in Hk. lia.
  - cbn [packed]. destruct (IH (fun k => f (k + 1)) Hb) as (Hz & Ez); [intros; apply Hf; lia|].
    assert (F0 : f 0 < b) by (apply Hf; lia). set (z := packed b _ n) in *.
    rewrite Nat2N.inj_succ, N.pow_succ_r'. split; [nia|].
    intros k Hk. unfold entry in *. destruct (N.eq_dec k 0) as [->|K].
    + rewrite N.pow_0_r, N.div_1_r, N.mul_comm, N.mod_add by lia. now apply N.mod_small.
    + replace k with (N.succ (k - 1)) by lia. rewrite N.pow_succ_r', <- N.div_div by (try apply N.pow_nonzero; lia).
      replace (f 0 + b * z) with (z * b + f 0) by lia. rewrite N.div_add_l, (N.div_small (f 0)), N.add_0_r by lia.
      rewrite Ez by lia. f_equal. lia.
Qed.

Lemma lxor_below c a b : a < 2 ^ c -> b < 2 ^ c -> N.lxor a b < 2 ^ c.
Proof.
  intros Ha Hb. assert (P : 2 ^ c <> 0) by (apply N.pow_nonzero; lia). replace (N.lxor a b) with (N.lxor a b mod 2 ^ c); [now apply N.mod_lt|].
  apply N.bits_inj. intros i. destruct (N.lt_ge_cases i c) as [H|H]; [now rewrite N.mod_pow2_bits_low|].
  rewrite N.mod_pow2_bits_high by exact H. rewrite N.lxor_spec. rewrite <- (N.mod_small a (2 ^ c)), <- (N.mod_small b (2 ^ c)) by auto.
  now rewrite !N.mod_pow2_bits_high.
Qed.
Lemma xor_below c l : Forall (fun v => v < 2 ^ c) l -> fold_right N.lxor 0 l < 2 ^ c.
Proof. induction 1; [apply N.neq_0_lt_0, N.pow_nonzero; lia|]. now apply lxor_below. Qed.

Section WholeFunctions.
  Variables (M : model) (I : instance) (S : sums_protocol) (think : nat -> view -> N).
  Let T := the_task I.
  Let c := bits_per_token I.
  Let b := 2 ^ c.
  Hypothesis narrow : forall t a r X Y, (1 <= t <= epochs I)%nat -> term S t a r X Y < b.

  (** What a token of player p knows, from what p knows *)
  Fixpoint by_token (p : player) (z : N) (heard : list (list N)) (r : holder) : view :=
    match heard with
    | [] => View (part T (fun _ => z) r) []
    | l :: heard => let X := by_token p z heard in
      View (own (X r)) ((added M T S (Datatypes.S (length heard)) p r X (X r) :: map (fun v => entry b v (snd r)) l) :: inbox (X r))
    end.
  Definition as_token (p : player) (X : view) : holder -> view := by_token p (own X) (inbox X).
  Definition size (i : player) : nat := N.to_nat (if (i <=? last T)%nat then tokens T i else 1).
  Definition whole : protocol := Protocol
    (fun t j i X Y => packed b (fun k => added M T S t j (i, k) (as_token j X) (as_token i Y (i, k))) (size i))
    (fun X => sums_output S (as_token (speaker (last T) (thoughts M)) X (speaker (last T) (thoughts M), 0))).
  Definition whole_think (s : nat) (X : view) : N := think s (as_token (speaker (last T) (s - 1)) X (speaker (last T) (s - 1), 0)).
  Let hear := hears M (last T).

  Lemma b_pos : 0 < b.
  Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma added_below t j r X Y : (1 <= t <= epochs I)%nat -> added M T S t j r X Y < b.
  Proof. intros H. apply xor_below, Forall_forall. intros v Hv. apply in_map_iff in Hv as (k & <- & _). now apply narrow. Qed.
  Lemma added_ext t j r X X' Y : (forall k, In k (tokens_of T j) -> X (j, k) = X' (j, k)) -> added M T S t j r X Y = added M T S t j r X' Y.
  Proof. intros H. unfold added. f_equal. apply map_ext_in. intros k Hk. apply filter_In in Hk as [Hk _]. now rewrite H. Qed.

  Lemma in_tokens p k : In k (tokens_of T p) <-> k < N.of_nat (size p).
  Proof.
    unfold tokens_of, size. rewrite in_map_iff. split.
    - intros (i & <- & Hi). apply in_seq in Hi. lia.
    - intros H. exists (N.to_nat k). split; [lia|]. apply in_seq. lia.
  Qed.

  Lemma heard_times h t p : length (inbox (sees hear whole h t p)) = t.
  Proof. induction t as [|t IH]; [reflexivity|]. cbn [sees inbox length]. now rewrite IH. Qed.

  Lemma as_token_sees h h' t : (forall p, h p = h' p) -> (t <= epochs I)%nat -> forall p k, In k (tokens_of T p) ->
    as_token p (sees hear whole h t p) (p, k) = sees_sums M T S h' t (p, k).
  Proof.
    intros Eh. induction t as [|t IH]; intros Ht p k Hk.
    - unfold as_token. cbn [sees own inbox by_token sees_sums]. unfold part. cbn [fst snd]. now rewrite Eh.
    - cbn [sees sees_sums]. unfold as_token. cbn [own inbox by_token]. rewrite heard_times.
      assert (X : forall k, In k (tokens_of T p) -> by_token p (own (sees hear whole h t p)) (inbox (sees hear whole h t p)) (p, k) = sees_sums M T S h' t (p, k)).
      { intros k' Hk'. apply IH; [lia|exact Hk']. }
      rewrite X by exact Hk. cbn [map fst snd]. f_equal. f_equal. f_equal; [now apply added_ext|].
      rewrite map_map. apply map_ext. intros j. cbn [says whole].
      etransitivity; [apply packed_spec|].
      + exact b_pos.
      + intros k' _. apply added_below. lia.
      + now apply in_tokens.
      + rewrite IH by (auto; lia). apply added_ext. intros k' Hk'. apply IH; [lia|exact Hk'].
  Qed.

  (** Player -1 and thoughts have a token 0. *)
  Lemma speaks k : In 0 (tokens_of T (speaker (last T) k)).
  Proof. apply in_tokens. unfold size. destruct k as [|k]; [cbn; lia|]. cbn [speaker]. rewrite (proj2 (Nat.leb_gt _ _)) by lia. lia. Qed.

  Lemma holding_whole x k : forall p, holding hear (last T) (epochs I) whole whole_think x k p = holding_sums M T S (epochs I) think x k p.
  Proof.
    induction k as [|k IH]; intros p; [reflexivity|]. cbn [holding holding_sums]. destruct (p =? last T + Datatypes.S k)%nat; [|apply IH].
    unfold whole_think. cbn [Nat.sub]. rewrite Nat.sub_0_r. f_equal. apply as_token_sees; auto. apply speaks.
  Qed.
End WholeFunctions.

Theorem sums_are_functions M I : overrides I = [] -> realizable_sums M I -> realizable_with M I.
Proof.
  intros O (S & think & F & H & Right). exists (whole M I S), (whole_think M I S think). split; [|split].
  - intros t j i X Y Ht Hi Hj. replace (2 ^ room I t j i) with ((2 ^ bits_per_token I) ^ N.of_nat (size I i)).
    + cbn [says whole]. apply packed_spec; [apply b_pos|]. intros k _. now apply added_below.
    + rewrite <- N.pow_mul_r. f_equal. unfold room. rewrite O. cbn [find]. unfold size. now rewrite N2Nat.id.
  - unfold thinks_with in *. destruct M as [| |k [bits|]]; auto. intros s X Hs. unfold whole_think. now apply H.
  - intros x Hx. rewrite <- (Right x Hx). cbn [output whole]. f_equal. apply as_token_sees; auto.
    + intros p. now apply holding_whole.
    + apply speaks.
Qed.
