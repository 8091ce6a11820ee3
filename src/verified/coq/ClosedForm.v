(** L + 1 epochs are enough: in epoch t player t-1 tells player -1 i_{t-1}, which it knows by then to ask for. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model CountingCheck.
Import ListNotations.
Local Open Scope N_scope.

(** The position of z_{k+2} that w asks for, if i_{k+1} is i *)
Fixpoint ask (k : nat) (ns : list N) (q' : N) (qs : list N) (w i : N) : N :=
  match k, ns, qs with
  | O, n :: _, _ => (w mod n) * q' + i
  | S k, n :: ns, q :: qs => ask k ns q qs (w / n) i
  | _, _, _ => i
  end.

Lemma compose_next k : forall ns q' qs w i zs, length ns = length qs -> length qs = length zs -> (k < length zs)%nat ->
  compose ns q' qs w i (firstn (S k) zs) = entry (nth k qs 1) (nth k zs 0) (ask k ns q' qs w (compose ns q' qs w i (firstn k zs))).
Proof.
  induction k as [|k IH]; intros [|n ns] q' [|q qs] w i [|z zs] L1 L2 H; simpl in L1, L2, H; try lia.
  - cbn [firstn compose ask nth]. destruct ns, qs; reflexivity.
  - change (firstn (S (S k)) (z :: zs)) with (z :: firstn (S k) zs). change (firstn (S k) (z :: zs)) with (z :: firstn k zs).
    cbn [compose ask nth]. apply IH; lia.
Qed.

Section ClosedForm.
  Variable I : instance.
  Let T := the_task I.
  Let lst := last T.
  Let c := bits_per_token I.
  Hypothesis no_overrides : overrides I = [].
  Hypothesis one_more : epochs I = S (length (q T)).
  Hypothesis shape : well_formed T = true.
  Hypothesis m_fits : m T <= 2 ^ c.
  Hypothesis q_fits : forall a, In a (q T) -> 0 < a <= 2 ^ c.

  Definition says_next (t : nat) (X Y : view) : N :=
    match t with
    | S O => own X
    | S (S k) =>
      let i := nth k (hd [] (inbox Y)) 0 in
      entry (nth k (q T) 1) (own X)
        (match k with O => i | S k => ask k (n T) (hd 1 (q T)) (tl (q T)) (own Y) i end)
    | _ => 0
    end.
  Definition next_entry : protocol := Protocol
    (fun t j i X Y => if (Nat.eqb j t && Nat.eqb i 0)%bool then says_next t X Y mod 2 ^ c else 0)
    (fun X => nth (length (q T)) (hd [] (inbox X)) 0).

  (** i_0, i_1, … *)
  Definition stage (x : input) (t : nat) : N :=
    match t with
    | O => held x 1%nat
    | S k => compose (n T) (hd 1 (q T)) (tl (q T)) (held x 0%nat) (entry (hd 1 (q T)) (held x 2%nat) (held x 1%nat)) (firstn k (skipn 3 x))
    end.

  Lemma own_knows P x t p : own (knows lst P x t p) = held x p.
  Proof. induction t; auto. Qed.

  Lemma says_fits : fits I next_entry.
  Proof.
    intros t j i X Y Ht Hj. unfold next_entry, says.
    assert (P : 0 < 2 ^ width I t j i) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
    destruct (Nat.eqb j t && Nat.eqb i 0)%bool eqn:Q; auto. apply andb_true_iff in Q as [_ Q]. apply Nat.eqb_eq in Q. subst i.
    assert (W : width I t j 0%nat = c). { unfold width. rewrite no_overrides. simpl. fold c. lia. }
    rewrite W. apply N.mod_lt, N.pow_nonzero. lia.
  Qed.

  Lemma stage_below x t : allowed I x -> (t <= length (q T))%nat -> stage x t < 2 ^ c.
  Proof.
    intros (L & B & _) H. fold T lst in L, B. pose proof shape as S0. unfold well_formed in S0. apply andb_true_iff in S0 as [S1 S2].
    apply negb_true_iff, Nat.eqb_neq in S1. apply Nat.eqb_eq in S2.
    assert (E : forall a z k, 0 < a <= 2 ^ c -> entry a z k < 2 ^ c).
    { intros a z k Ha. unfold entry. pose proof (N.mod_lt (z / a ^ k) a). lia. }
    destruct t as [|k].
    - assert (K := B 1%nat ltac:(unfold lst, last; lia)). change (domain T 1%nat) with (m T) in K. simpl. lia.
    - unfold lst, last in L. destruct (q T) as [|q1 qs] eqn:EQ; [simpl in S1; lia|]. simpl in L, H, S2. cbn [stage]. rewrite EQ. cbn [hd tl].
      destruct k as [|k].
      + replace (compose _ _ _ _ _ (firstn 0 (skipn 3 x))) with (entry q1 (held x 2%nat) (held x 1%nat)).
        2: { cbn [firstn]. destruct (n T), qs; reflexivity. }
        apply E, q_fits. now left.
      + rewrite compose_next; rewrite ?skipn_length; try lia. apply E, q_fits. right. apply nth_In. lia.
  Qed.

  Lemma hears_stage x t : allowed I x -> (t <= length (q T))%nat ->
    nth t (hd [] (inbox (knows lst next_entry x (S t) 0%nat))) 0 = stage x t.
  Proof.
    intros Hx. pose proof Hx as (L & B & _). fold T lst in L, B.
    assert (N1 : forall t, (t <= length (q T))%nat -> nth t (hd [] (inbox (knows lst next_entry x (S t) 0%nat))) 0 =
      says_next (S t) (knows lst next_entry x t (S t)) (knows lst next_entry x t 0%nat) mod 2 ^ c).
    { intros k Hk. set (f := fun j => says next_entry (S k) j 0%nat (knows lst next_entry x k j) (knows lst next_entry x k 0%nat)).
      change (hd [] (inbox (knows lst next_entry x (S k) 0%nat))) with (map f (seq 1 (lst - 0))).
      rewrite (nth_indep _ 0 (f 0%nat)) by (rewrite map_length, seq_length; unfold lst, last; lia).
      rewrite map_nth, seq_nth by (unfold lst, last; lia). unfold f, next_entry at 1, says. cbn [Nat.add]. rewrite !Nat.eqb_refl. reflexivity. }
    induction t as [|t IH]; intros Ht.
    - rewrite N1 by lia. cbn [says_next]. rewrite own_knows. apply N.mod_small. apply (stage_below x 0); auto; lia.
    - rewrite N1 by lia. cbn [says_next]. rewrite !own_knows, IH by lia.
      pose proof shape as S0. unfold well_formed in S0. apply andb_true_iff in S0 as [S1 S2]. apply negb_true_iff, Nat.eqb_neq in S1. apply Nat.eqb_eq in S2.
      assert (G : entry (nth t (q T) 1) (held x (S (S t)))
        (match t with O => stage x t | S k => ask k (n T) (hd 1 (q T)) (tl (q T)) (held x 0%nat) (stage x t) end) = stage x (S t)).
      { unfold lst, last in L. destruct (q T) as [|q1 qs] eqn:EQ; [simpl in S1; lia|]. simpl in L, Ht, S2.
        destruct t as [|k].
        - unfold stage. rewrite EQ. cbn [hd tl firstn nth]. destruct (n T), qs; reflexivity.
        - unfold stage at 2. rewrite EQ. cbn [hd tl]. rewrite compose_next; rewrite ?skipn_length; try lia.
          unfold stage. rewrite EQ. cbn [hd tl nth]. f_equal. unfold held.
          clear -L Ht. do 3 (destruct x as [|? x]; [simpl in L; lia|]). reflexivity. }
      rewrite G. apply N.mod_small. apply stage_below; auto.
  Qed.

  Theorem closed_form : realizable I.
  Proof.
    exists next_entry. split; [apply says_fits|]. intros x Hx. rewrite one_more.
    change (output next_entry) with (fun X => nth (length (q T)) (hd [] (inbox X)) 0). cbv beta. fold T lst.
    rewrite hears_stage by auto. pose proof Hx as (L & _). fold T lst in L. unfold lst, last in L.
    pose proof shape as S0. unfold well_formed in S0. apply andb_true_iff in S0 as [S1 _]. apply negb_true_iff, Nat.eqb_neq in S1.
    destruct (q T) as [|q1 qs] eqn:EQ; [simpl in S1; lia|]. simpl in L.
    do 3 (destruct x as [|? x]; [simpl in L; lia|]). unfold stage, answer, held. rewrite EQ. cbn [length hd tl skipn nth].
    rewrite firstn_all2 by (simpl in L; lia). reflexivity.
  Qed.
End ClosedForm.
