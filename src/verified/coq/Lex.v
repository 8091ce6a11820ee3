(** Sequences of bits, compared place by place and as numbers, and a least one. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Labels.
Import ListNotations.

(** Of two sequences, given as a list of pairs, the first is no greater: at the first difference it has 0. *)
Fixpoint lex (ps : list (bool * bool)) : Prop :=
  match ps with [] => True | (a, b) :: ps => if Bool.eqb a b then lex ps else a = false end.

Section Number.
  Context {place : Type}.
  Definition digit (n : N) (b : bool) : N := (2 * n + if b then 1 else 0)%N.
  (** The sequence as a number, its first bit the highest *)
  Definition number (f : place -> bool) (l : list place) : N := fold_left (fun n p => digit n (f p)) l 0%N.

  Lemma number_from f l : forall n, fold_left (fun n p => digit n (f p)) l n = (n * 2 ^ N.of_nat (length l) + number f l)%N.
  Proof.
    unfold number. induction l as [|p l IH]; cbn [fold_left length]; intros n; [change (2 ^ N.of_nat 0)%N with 1%N; lia|].
    rewrite IH, (IH (digit 0 (f p))), Nat2N.inj_succ, N.pow_succ_r'. unfold digit. destruct (f p); lia.
  Qed.
  Lemma number_cons f p l : number f (p :: l) = ((if f p then 1 else 0) * 2 ^ N.of_nat (length l) + number f l)%N.
  Proof. unfold number at 1. cbn [fold_left]. rewrite number_from. unfold digit. now destruct (f p). Qed.
  Lemma number_below f l : (number f l < 2 ^ N.of_nat (length l))%N.
  Proof.
    induction l as [|p l IH]; [reflexivity|]. rewrite number_cons. cbn [length]. rewrite Nat2N.inj_succ, N.pow_succ_r'.
    destruct (f p); lia.
  Qed.

  Lemma number_le_lex f g l : (number f l <= number g l)%N -> lex (map (fun p => (f p, g p)) l).
  Proof.
    induction l as [|p l IH]; [exact (fun _ => Logic.I)|]. rewrite !number_cons. cbn [map lex].
    pose proof (number_below f l). pose proof (number_below g l).
    destruct (f p), (g p); intros L; cbn [Bool.eqb]; [apply IH; lia|exfalso; lia|reflexivity|apply IH; lia].
  Qed.

  Lemma number_lt f g pre p post : (forall q, In q pre -> f q = g q) -> f p = false -> g p = true ->
    (number f (pre ++ p :: post) < number g (pre ++ p :: post))%N.
  Proof.
    induction pre as [|q pre IH]; cbn [app]; intros H F G; rewrite !number_cons.
    - rewrite F, G. pose proof (number_below f post). lia.
    - rewrite (H q (or_introl eq_refl)). specialize (IH (fun q K => H q (or_intror K)) F G). lia.
  Qed.
End Number.

(** Without classical logic, since the goal is a refutation. *)
Lemma least {T} (P : T -> Prop) (measure : T -> N) :
  (exists t, P t) -> (forall t, P t -> (forall t', P t' -> (measure t <= measure t')%N) -> False) -> False.
Proof.
  intros [t0 H0] K.
  assert (G : forall n t, (measure t < n)%N -> P t -> False).
  { induction n as [|n IH] using N.peano_ind; intros t L H; [lia|].
    apply (K t H). intros t' H'. destruct (N.le_gt_cases (measure t) (measure t')); auto.
    exfalso. apply (IH t'); auto. lia. }
  exact (G (N.succ (measure t0)) t0 ltac:(lia) H0).
Qed.

(** The highest bit in which two numbers differ *)
Lemma first_difference (u v : N) : (u < v)%N -> exists b, N.testbit u b = false /\ N.testbit v b = true /\
  forall h, (b < h)%N -> N.testbit u h = N.testbit v h.
Proof.
  intros L. exists (N.log2 (N.lxor u v)).
  assert (D : N.lxor u v <> 0%N) by (intros E; apply N.lxor_eq in E; lia).
  pose proof (N.bit_log2 _ D) as B. rewrite N.lxor_spec in B.
  assert (H : forall h, (N.log2 (N.lxor u v) < h)%N -> N.testbit u h = N.testbit v h).
  { intros h Hh. apply N.bits_above_log2 in Hh. rewrite N.lxor_spec in Hh. now destruct (N.testbit u h), (N.testbit v h). }
  destruct (N.testbit u _) eqn:U, (N.testbit v _) eqn:V; try discriminate B; [exfalso|auto].
  assert (v < u)%N; [|lia]. apply (above u v (N.log2 (N.lxor u v))); auto. intros h Hh T. now rewrite H.
Qed.

(** A list around one of its elements *)
Lemma split_flat_map {A B} (f : A -> list B) pre a post pre' b post' : f a = pre' ++ b :: post' ->
  flat_map f (pre ++ a :: post) = (flat_map f pre ++ pre') ++ b :: (post' ++ flat_map f post).
Proof. intros E. rewrite flat_map_app. cbn [flat_map]. rewrite E, <- !app_assoc. reflexivity. Qed.

(** Among n + 1 numbers one is not in a list of n. *)
Lemma unused (vs : list N) : exists u, (u <= N.of_nat (length vs))%N /\ ~ In u vs.
Proof.
  destruct (existsb (fun u => negb (existsb (N.eqb u) vs)) (map N.of_nat (seq 0 (S (length vs))))) eqn:E.
  - apply existsb_exists in E as (u & Hu & E). exists u. apply in_map_iff in Hu as (k & <- & Hk). apply in_seq in Hk.
    split; [lia|]. intros H. apply negb_true_iff in E. assert (existsb (N.eqb (N.of_nat k)) vs = true); [|congruence].
    apply existsb_exists. exists (N.of_nat k). split; auto. apply N.eqb_refl.
  - exfalso. assert (I : incl (map N.of_nat (seq 0 (S (length vs)))) vs).
    { intros u Hu. destruct (existsb (N.eqb u) vs) eqn:M.
      - apply existsb_exists in M as (w & Hw & Q). apply N.eqb_eq in Q. now subst.
      - assert (existsb (fun u => negb (existsb (N.eqb u) vs)) (map N.of_nat (seq 0 (S (length vs)))) = true); [|congruence].
        apply existsb_exists. exists u. now rewrite M. }
    apply NoDup_incl_length in I.
    + rewrite map_length, seq_length in I. lia.
    + apply FinFun.Injective_map_NoDup; [intros a b; apply Nat2N.inj|apply seq_NoDup].
Qed.
