(** Numbers in digits of 31 bits: a small number times one, and another added. *)
From Coq Require Import List NArith ZArith Lia Uint63.
Import ListNotations.

Local Open Scope N_scope.
Notation base := 2147483648%N.
Definition digit (d : int) : N := Z.to_N (to_Z d).
Fixpoint value (l : list int) : N := match l with [] => 0 | d :: l => digit d + base * value l end.
Definition small (d : int) : Prop := digit d < base.

Definition carried (t : int) : int := (t >> 31)%uint63.
Definition kept (t : int) : int := (t - ((t >> 31) << 31))%uint63.
Fixpoint scaled (k : int) (l : list int) (carry : int) : list int :=
  match l with
  | [] => if (carry =? 0)%uint63 then [] else [carry]
  | d :: l => let t := (k * d + carry)%uint63 in kept t :: scaled k l (carried t)
  end.
(** k·l + b + carry *)
Fixpoint scaled_sum (k : int) (l b : list int) (carry : int) : list int :=
  match b with
  | [] => scaled k l carry
  | e :: b => let t := (k * hd 0 l + e + carry)%uint63 in kept t :: scaled_sum k (tl l) b (carried t)
  end.

Lemma digit_Z d : Z.of_N (digit d) = to_Z d.
Proof. unfold digit. apply Z2N.id. apply to_Z_bounded. Qed.
Lemma small_Z d : small d <-> (to_Z d < 2147483648)%Z.
Proof. unfold small. rewrite <- digit_Z. lia. Qed.

Lemma parted t : (to_Z t < 4611686018427387904)%Z -> small (kept t) /\ small (carried t) /\ digit (kept t) + base * digit (carried t) = digit t.
Proof.
  intros H. assert (B := to_Z_bounded t). assert (C : to_Z (carried t) = (to_Z t / 2147483648)%Z) by (unfold carried; rewrite lsr_spec; reflexivity).
  assert (D := Z.div_mod (to_Z t) 2147483648 ltac:(lia)). assert (M := Z.mod_pos_bound (to_Z t) 2147483648 ltac:(lia)).
  assert (Q : (0 <= to_Z t / 2147483648 < 2147483648)%Z) by (split; [apply Z.div_pos|apply Z.div_lt_upper_bound]; lia).
  assert (K : to_Z (kept t) = (to_Z t - 2147483648 * (to_Z t / 2147483648))%Z).
  { unfold kept. fold (carried t). rewrite sub_spec, lsl_spec, C. change (2 ^ to_Z 31)%Z with 2147483648%Z. change wB with 9223372036854775808%Z in *.
    rewrite (Z.mod_small (_ * 2147483648)) by lia. rewrite Z.mod_small by lia. lia. }
  rewrite !small_Z. repeat split; [lia|lia|]. apply N2Z.inj. rewrite N2Z.inj_add, N2Z.inj_mul, !digit_Z. lia.
Qed.
Lemma product_and_sums k d e c : small k -> small d -> small e -> small c ->
  let t := (k * d + e + c)%uint63 in (to_Z t < 4611686018427387904)%Z /\ digit t = digit k * digit d + digit e + digit c.
Proof.
  rewrite !small_Z. intros Hk Hd He Hc t. assert (Bk := to_Z_bounded k). assert (Bd := to_Z_bounded d). assert (Be := to_Z_bounded e). assert (Bc := to_Z_bounded c).
  assert (P : (0 <= to_Z k * to_Z d <= 2147483647 * 2147483647)%Z) by (split; [lia|apply Z.mul_le_mono_nonneg; lia]).
  assert (E : to_Z t = (to_Z k * to_Z d + to_Z e + to_Z c)%Z).
  { unfold t. rewrite !add_spec, mul_spec. change wB with 9223372036854775808%Z in *. rewrite (Z.mod_small (to_Z k * to_Z d)) by lia.
    rewrite (Z.mod_small (_ + to_Z e)) by lia. apply Z.mod_small. lia. }
  split; [lia|]. apply N2Z.inj. rewrite !N2Z.inj_add, N2Z.inj_mul, !digit_Z. exact E.
Qed.
Lemma digit_0 : digit 0%uint63 = 0.
Proof. reflexivity. Qed.
Lemma small_0 : small 0%uint63.
Proof. reflexivity. Qed.

Lemma scaled_spec k l : forall carry, small k -> small carry -> Forall small l ->
  Forall small (scaled k l carry) /\ value (scaled k l carry) = digit k * value l + digit carry.
Proof.
  induction l as [|d l IH]; intros carry Hk Hc Hl.
  - cbn [scaled value]. destruct (eqb carry 0) eqn:E.
    + apply eqb_spec in E. subst. rewrite digit_0. split; [constructor|cbn [value]; lia].
    + split; [now repeat constructor|cbn [value]; lia].
  - inversion Hl as [|? ? Hd Hl']; subst. cbn [scaled value].
    assert (E : (k * d + carry)%uint63 = (k * d + 0 + carry)%uint63).
    { apply to_Z_inj. rewrite !add_spec, to_Z_0, Z.add_0_r, (Z.mod_small (to_Z _)); auto. apply to_Z_bounded. }
    destruct (product_and_sums k d 0 carry Hk Hd small_0 Hc) as [T1 T2]. rewrite <- E in T1, T2. rewrite digit_0 in T2.
    destruct (parted _ T1) as (P1 & P2 & P3). destruct (IH _ Hk P2 Hl') as [F V]. split; [now constructor|]. rewrite V. lia.
Qed.
Lemma scaled_sum_spec k b : forall l carry, small k -> small carry -> Forall small l -> Forall small b ->
  Forall small (scaled_sum k l b carry) /\ value (scaled_sum k l b carry) = digit k * value l + value b + digit carry.
Proof.
  induction b as [|e b IH]; intros l carry Hk Hc Hl Hb.
  - cbn [scaled_sum value]. destruct (scaled_spec k l carry Hk Hc Hl) as [F V]. split; auto. rewrite V. lia.
  - inversion Hb as [|? ? He Hb']; subst. cbn [scaled_sum value].
    assert (Hh : small (hd 0%uint63 l) /\ Forall small (tl l) /\ value l = digit (hd 0%uint63 l) + base * value (tl l)).
    { destruct Hl; [repeat split; constructor|auto]. }
    destruct Hh as (H1 & H2 & ->). destruct (product_and_sums k (hd 0%uint63 l) e carry Hk H1 He Hc) as [T1 T2].
    destruct (parted _ T1) as (P1 & P2 & P3). destruct (IH (tl l) _ Hk P2 H2 Hb') as [F V]. split; [now constructor|]. rewrite V. lia.
Qed.
