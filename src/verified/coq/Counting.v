(** Refutation by counting (src/certify/counting.hpp has the claim in words): too few different things can be said of z_L.

    Contexts are inputs of all players but L. The cut says who is taken to know z_L after which epoch; what is sent over
    it, from one who knows to one who does not, determines all answers. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace AtMost.
Import ListNotations.

(** ** Messages of the last epoch matter to player -1 only; later ones never. *)
Definition useful (E t i : nat) : bool := (t <? E) || ((t =? E) && (i =? 0)).
Definition forgotten (I : instance) (tr : trace) : trace := fun t j i x => if useful (epochs I) t i then tr t j i x else 0%N.

Lemma forget I (A : input -> Prop) tr : solution I A tr -> solution I A (forgotten I tr).
Proof.
  intros sol.
  assert (S1 : forall t p x y, t < epochs I -> same (last (the_task I)) (forgotten I tr) t p x y <-> same (last (the_task I)) tr t p x y).
  { induction t; simpl; intros p x y Ht; [tauto|]. rewrite IHt by lia. unfold forgotten, useful.
    rewrite (proj2 (Nat.ltb_lt (S t) (epochs I))) by lia. cbn [orb]. tauto. }
  constructor.
  - intros t j i x Ht Hj. unfold forgotten. destruct (useful _ _ _); [apply (sol_fits _ _ _ sol); auto|].
    apply N.neq_0_lt_0, N.pow_nonzero. lia.
  - intros s j i x y Hj Hx Hy Sj Si. unfold forgotten. destruct (useful _ _ _) eqn:Q; auto.
    assert (s < epochs I).
    { unfold useful in Q. apply orb_true_iff in Q as [Q|Q]; [apply Nat.ltb_lt in Q; lia|].
      apply andb_true_iff in Q as [Q _]. apply Nat.eqb_eq in Q. lia. }
    apply (sol_function _ _ _ sol); auto; now apply S1.
  - intros x y Hx Hy S. apply (sol_answer _ _ _ sol); auto.
    destruct (epochs I) as [|e] eqn:Q; [exact S|]. destruct S as [S K]. split; [apply S1; auto; lia|].
    intros j Hj. specialize (K j Hj). unfold forgotten, useful in K. rewrite Q, Nat.eqb_refl in K.
    cbn [andb] in K. rewrite Nat.eqb_refl, orb_true_r in K. exact K.
Qed.

Lemma nth_skipn i p (s : list N) : i <= p -> nth p s 0%N = nth (p - i) (skipn i s) 0%N.
Proof.
  intros H. revert p H s. induction i as [|i IH]; intros p H s; [now rewrite Nat.sub_0_r|].
  destruct p as [|p]; [lia|]. destruct s as [|a s]; [now destruct (S p - S i)|]. simpl. apply IH. lia.
Qed.
Lemma skipn_skipn_le i j (s : list N) : i <= j -> skipn j s = skipn (j - i) (skipn i s).
Proof.
  intros H. revert j H s. induction i as [|i IH]; intros j H s; [now rewrite Nat.sub_0_r|].
  destruct j as [|j]; [lia|]. destruct s as [|a s]; [now destruct (S j - S i)|]. simpl. apply IH. lia.
Qed.

(** ** What the checker computes *)

Definition with_z (s : list N) (z : N) : input := s ++ [z].

(** min(b, 2^w), without a power that is larger than needed *)
Definition values_upto (w b : N) : N := if (N.size b <=? w)%N then b else N.min b (2 ^ w).
Lemma values_upto_min w b : values_upto w b = N.min b (2 ^ w).
Proof.
  unfold values_upto. destruct (N.leb_spec (N.size b) w) as [H|]; auto. rewrite N.min_l; auto.
  apply N.lt_le_incl. eapply N.lt_le_trans; [apply N.size_gt|]. apply N.pow_le_mono_r; lia.
Qed.

Section Counting.
  Variables (I : instance) (contexts : list (list N)) (cut : list (player * nat)).
  Let lst := last (the_task I).
  Let E := epochs I.

  Definition knows_by (t : nat) (p : player) : bool := existsb (fun c : player * nat => (fst c =? p) && (snd c <=? t)) cut.

  (** Messages of epoch t over the cut: sender, receiver *)
  Definition crossing (t : nat) : list (player * player) :=
    flat_map (fun i =>
      if useful E t i && negb (knows_by t i) then map (fun j => (j, i)) (filter (knows_by (t - 1)) (senders lst i)) else [])
      (seq 0 lst).

  (** Contexts that agree on what j and i start from *)
  Definition situation_key (j i : player) (s : list N) : list N := nth i s 0%N :: skipn j s.
  (** What else i may have heard before epoch t: epochs and senders *)
  Definition heard_before (t : nat) (j i : player) : list (nat * player) := list_prod (seq 1 (t - 1)) (seq (S i) (j - S i)).
  Definition heard_values (i : player) (between : N) (members : list (list N)) (u : nat * player) : N :=
    let (r, k) := u in
    let most := values_upto (width I r k i) between in
    if r =? 1 then N.min most (different (fun s => [nth k s 0%N]) members) else most.
  Definition situations (t : nat) (j i : player) : N :=
    total (map (fun v =>
      let members := group (situation_key j i) v contexts in
      let between := different (skipn i) members in
      N.min between (product (map (heard_values i between members) (heard_before t j i))))
      (distinct (map (situation_key j i) contexts))).
  Definition bits_of_epoch (t : nat) : N := total (map (fun m : player * player => let (j, i) := m in width I t j i * situations t j i)%N (crossing t)).
  Definition bits : N := total (map bits_of_epoch (seq 1 E)).

  Definition answers_of (z : N) : list N := map (fun s => answer (the_task I) (with_z s z)) contexts.

  (** ** Its soundness *)
  Section Solution.
    Variables (A : input -> Prop) (tr : trace) (zs : list N).
    Hypothesis sol : solution I A tr.
    Hypothesis useless : forall t j i x, useful E t i = false -> tr t j i x = 0%N.
    Hypothesis context_length : forall s, In s contexts -> length s = lst.
    Hypothesis zs_allowed : forall s z, In s contexts -> In z zs -> A (with_z s z).
    Hypothesis last_knows : knows_by 0 lst = true.
    Hypothesis first_never : forall t, knows_by t 0 = false.

    Lemma knows_on t t' p : t <= t' -> knows_by t p = true -> knows_by t' p = true.
    Proof.
      intros L H. apply existsb_exists in H as (c & Hc & H). apply andb_true_iff in H as [H1 H2].
      apply existsb_exists. exists c. split; auto. rewrite H1. simpl. apply Nat.leb_le in H2. apply Nat.leb_le. lia.
    Qed.

    Lemma held_context s z p : In s contexts -> p < lst -> held (with_z s z) p = nth p s 0%N.
    Proof. intros H L. unfold held, with_z. rewrite app_nth1; auto. rewrite context_length; auto. Qed.
    Lemma held_last s z p : In s contexts -> lst <= p -> held (with_z s z) p = nth (p - lst) [z] 0%N.
    Proof. intros H L. unfold held, with_z. rewrite app_nth2; rewrite context_length; auto. Qed.
    Lemma held_same i s s' z p : In s contexts -> In s' contexts -> i <= p -> skipn i s = skipn i s' -> held (with_z s z) p = held (with_z s' z) p.
    Proof.
      intros H H' L Q. destruct (Nat.lt_ge_cases p lst).
      - rewrite !held_context; auto. rewrite (nth_skipn i p s), (nth_skipn i p s') by lia. now rewrite Q.
      - rewrite !held_last; auto.
    Qed.

    (** What crosses in epoch t, with z *)
    Definition row (t : nat) (z : N) (m : player * player) : list N := map (fun s => tr t (fst m) (snd m) (with_z s z)) contexts.
    Fixpoint crossed (t : nat) (z : N) : list (list (list N)) :=
      match t with O => [] | S t' => map (row (S t') z) (crossing (S t')) :: crossed t' z end.

    Lemma in_crossing t j i : In (j, i) (crossing t) <->
      i < j <= lst /\ useful E t i = true /\ knows_by t i = false /\ knows_by (t - 1) j = true.
    Proof.
      unfold crossing. rewrite in_flat_map. split.
      - intros (i' & Hi & H). destruct (useful E t i' && negb (knows_by t i')) eqn:Q; [|destruct H].
        apply andb_true_iff in Q as [Q1 Q2]. apply negb_true_iff in Q2.
        apply in_map_iff in H as (j' & F & H). injection F as -> ->. apply filter_In in H as [H K]. apply in_senders in H. auto.
      - intros (H & Q1 & Q2 & K). exists i. split; [apply in_seq; lia|]. rewrite Q1, Q2. cbn [andb negb].
        apply (in_map (fun j => (j, i))). apply filter_In. split; auto. now apply in_senders.
    Qed.

    Lemma crossed_same t z z' : crossed t z = crossed t z' -> forall r j i s, 1 <= r <= t -> In (j, i) (crossing r) -> In s contexts ->
      tr r j i (with_z s z) = tr r j i (with_z s z').
    Proof.
      induction t as [|t IH]; intros Q r j i s Hr Hm Hs; [lia|]. cbn [crossed] in Q. injection Q as Q1 Q2.
      destruct (Nat.eq_dec r (S t)) as [->|]; [|apply IH; auto; lia]. clear -Q1 Hm Hs.
      assert (R : row (S t) z (j, i) = row (S t) z' (j, i)).
      { revert Q1 Hm. induction (crossing (S t)) as [|m ms IH]; [intros _ []|]. intros Q Hm. injection Q as Q Q'.
        destruct Hm as [->|Hm]; auto. }
      unfold row in R. cbn [fst snd] in R. revert R Hs. induction contexts as [|a l IH]; [intros _ []|].
      intros R Hs. injection R as R R'. destruct Hs as [->|Hs]; auto.
    Qed.

    (** 1. What crosses determines the views of those who do not know. *)
    Lemma cut_determines t0 z z' s : t0 <= E -> In z zs -> In z' zs -> In s contexts -> crossed t0 z = crossed t0 z' ->
      forall t p, t <= t0 -> p <= lst -> knows_by t p = false -> same lst tr t p (with_z s z) (with_z s z').
    Proof.
      intros HE Hz Hz' Hs Q. induction t as [|t IH]; intros p Ht Hp K.
      - simpl. assert (p <> lst) by (intros ->; congruence). rewrite !held_context; auto; lia.
      - assert (K' : knows_by t p = false). { destruct (knows_by t p) eqn:F; auto. apply (knows_on t (S t)) in F; [congruence|lia]. }
        split; [apply IH; auto; lia|]. intros j Hj.
        destruct (knows_by t j) eqn:F; [|apply (sol_function _ _ _ sol); auto; apply IH; auto; lia].
        destruct (useful E (S t) p) eqn:U; [|now rewrite !useless].
        apply (crossed_same t0); auto; [lia|]. apply in_crossing. rewrite Nat.sub_succ, Nat.sub_0_r. auto.
    Qed.

    (** 2. A message is the same in contexts of the same situation. *)
    Definition situation (t : nat) (j i : player) (z0 : N) (s : list N) : list N * list N :=
      (situation_key j i s, map (fun u : nat * player => tr (fst u) (snd u) i (with_z s z0)) (heard_before t j i)).

    Lemma situation_view t j i z0 s s' : i < j <= lst -> In z0 zs -> In s contexts -> In s' contexts ->
      situation (S t) j i z0 s = situation (S t) j i z0 s' ->
      forall r, r <= t -> same lst tr r i (with_z s z0) (with_z s' z0).
    Proof.
      intros Hj Hz Hs Hs' Q. unfold situation, situation_key in Q. injection Q as Q1 Q2 Q3.
      induction r as [|r IH]; intros Hr; [simpl; rewrite !held_context; auto; lia|].
      split; [apply IH; lia|]. intros k Hk. destruct (Nat.lt_ge_cases k j) as [L|L].
      - assert (In (S r, k) (heard_before (S t) j i)).
        { apply in_prod; apply in_seq; lia. }
        revert Q3 H. clear. induction (heard_before (S t) j i) as [|u us IH]; [intros _ []|]. intros Q H. injection Q as Q Q'.
        destruct H as [->|H]; auto.
      - apply (sol_function _ _ _ sol); auto; [|apply IH; lia].
        apply (same_local _ _ _ sol); auto. intros p Hp. apply (held_same j); auto. lia.
    Qed.

    Lemma situation_same t j i z0 z s s' : S t <= E -> In (j, i) (crossing (S t)) -> In z0 zs -> In z zs -> crossed t z = crossed t z0 ->
      In s contexts -> In s' contexts -> situation (S t) j i z0 s = situation (S t) j i z0 s' ->
      tr (S t) j i (with_z s z) = tr (S t) j i (with_z s' z).
    Proof.
      intros Ht Hm Hz0 Hz C Hs Hs' Q. apply in_crossing in Hm as (Hj & _ & Hi & _).
      assert (K : knows_by t i = false). { destruct (knows_by t i) eqn:F; auto. apply (knows_on t (S t)) in F; [congruence|lia]. }
      apply (sol_function _ _ _ sol); auto.
      - apply (same_local _ _ _ sol); auto. intros p Hp. apply (held_same j); auto.
        unfold situation, situation_key in Q. now injection Q.
      - apply same_trans with (with_z s z0); [apply (cut_determines t); auto; lia|].
        apply same_trans with (with_z s' z0); [apply (situation_view t j); auto|]. apply (cut_determines t); auto; lia.
    Qed.

    (** 3. How many situations there are *)
    Lemma follows_from_inputs r k i z0 s s' : i < k <= lst -> In z0 zs -> In s contexts -> In s' contexts -> skipn i s = skipn i s' ->
      tr (S r) k i (with_z s z0) = tr (S r) k i (with_z s' z0).
    Proof.
      intros Hk Hz Hs Hs' Q.
      apply (sol_function _ _ _ sol); auto; apply (same_local _ _ _ sol); auto; intros p Hp; apply (held_same i); auto; lia.
    Qed.

    Lemma situations_enough t j i z0 : S t <= E -> i < j <= lst -> In z0 zs -> atmost contexts (situation (S t) j i z0) (situations (S t) j i).
    Proof.
      intros Ht Hj Hz. unfold situations.
      apply (atmost_groups (situation_key j i)). { intros x Hx. apply distinct_in. now apply in_map. }
      intros v _. set (members := group (situation_key j i) v contexts). set (between := different (skipn i) members).
      assert (M : forall s, In s members -> In s contexts /\ situation_key j i s = v).
      { intros s Hs. apply filter_In in Hs as [Hs Q]. apply list_eqb_eq in Q. auto. }
      assert (B1 : atmost members (situation (S t) j i z0) between).
      { apply (atmost_follows _ _ _ members _ (skipn i)); [|apply atmost_different].
        intros s s' Hs Hs' Q. apply M in Hs as [Hs Ks], Hs' as [Hs' Ks']. unfold situation. rewrite Ks, Ks'. f_equal.
        apply map_ext_in. intros [r k] Hu. apply in_prod_iff in Hu as [Hr Hk]. apply in_seq in Hr, Hk. cbn [fst snd].
        destruct r as [|r]; [lia|]. apply follows_from_inputs; auto. lia. }
      assert (B2 : atmost members (situation (S t) j i z0) (product (map (heard_values i between members) (heard_before (S t) j i)))).
      { apply (atmost_follows _ _ _ members _ (fun s => map (fun u : nat * player => tr (fst u) (snd u) i (with_z s z0)) (heard_before (S t) j i))).
        { intros s s' Hs Hs' Q. apply M in Hs as [Hs Ks], Hs' as [Hs' Ks']. unfold situation. now rewrite Ks, Ks', Q. }
        apply (atmost_several _ _ _ N.eq_dec members (fun (u : nat * player) s => tr (fst u) (snd u) i (with_z s z0))).
        intros [r k] Hu. apply in_prod_iff in Hu as [Hr Hk]. apply in_seq in Hr, Hk. cbn [fst snd]. destruct r as [|r]; [lia|].
        assert (B3 : atmost members (fun s => tr (S r) k i (with_z s z0)) (values_upto (width I (S r) k i) between)).
        { rewrite values_upto_min. apply N.min_case.
          - apply (atmost_follows _ _ _ members _ (skipn i)); [|apply atmost_different].
            intros s s' Hs Hs' Q. apply M in Hs as [Hs _], Hs' as [Hs' _]. apply follows_from_inputs; auto. lia.
          - apply atmost_below. intros s _. apply (sol_fits _ _ _ sol); fold lst E; lia. }
        unfold heard_values. destruct (Nat.eqb_spec (S r) 1) as [R|]; auto. injection R as ->.
        apply N.min_case; auto.
        apply (atmost_follows _ _ _ members _ (fun s => [nth k s 0%N])); [|apply atmost_different].
        intros s s' Hs Hs' Q. injection Q as Q. apply M in Hs as [Hs Ks], Hs' as [Hs' Ks'].
        assert (F : nth i s 0%N = nth i s' 0%N). { unfold situation_key in Ks, Ks'. rewrite <- Ks' in Ks. now injection Ks. }
        apply (sol_function _ _ _ sol); auto; [fold lst; lia| |].
        - change (held (with_z s z0) k = held (with_z s' z0) k). rewrite !held_context by (auto; lia). exact Q.
        - change (held (with_z s z0) i = held (with_z s' z0) i). rewrite !held_context by (auto; lia). exact F. }
      apply N.min_case; auto.
    Qed.

    (** 4. So a message has few forms, once what crossed before is known. *)
    Lemma row_forms t j i z0 l : S t <= E -> In (j, i) (crossing (S t)) -> In z0 zs -> incl l zs -> (forall z, In z l -> crossed t z = crossed t z0) ->
      atmost l (fun z => row (S t) z (j, i)) (2 ^ (width I (S t) j i * situations (S t) j i)).
    Proof.
      intros Ht Hm Hz0 Hl C. pose proof Hm as Hm'. apply in_crossing in Hm' as (Hj & _).
      assert (dec : forall a b : list N * list N, {a = b} + {a <> b}) by (repeat decide equality; apply N.eq_dec).
      destruct (representatives _ _ dec contexts (situation (S t) j i z0)) as (r & R1 & R2 & R3).
      assert (R4 := situations_enough t j i z0 Ht Hj Hz0 r R1 R2).
      apply (atmost_follows _ _ _ l _ (fun z => map (fun s => tr (S t) j i (with_z s z)) r)).
      { intros z z' Hz Hz' Q. unfold row. cbn [fst snd]. apply map_ext_in. intros s Hs. destruct (R3 s Hs) as (y & Hy & F).
        rewrite (situation_same t j i z0 z s y), (situation_same t j i z0 z' s y) by auto.
        revert Q Hy. clear. induction r as [|a r IH]; [intros _ []|]. intros Q Hy. injection Q as Q Q'. destruct Hy as [->|Hy]; auto. }
      apply (atmost_more _ _ l _ (product (repeat (2 ^ width I (S t) j i)%N (length r)))).
      { rewrite product_repeat, <- N.pow_mul_r. apply N.pow_le_mono_r; [lia|]. apply N.mul_le_mono_l. exact R4. }
      apply (atmost_lists l). intros z Hz. clear -sol Ht Hj. induction r as [|a r IH]; cbn [repeat length map]; constructor; auto.
      apply (sol_fits _ _ _ sol); auto. unfold E in Ht. lia.
    Qed.

    Lemma crossed_forms t : t <= E -> atmost zs (crossed t) (2 ^ total (map bits_of_epoch (seq 1 t))).
    Proof.
      induction t as [|t IH]; intros Ht.
      - apply (atmost_in _ _ zs _ [[]]). intros z _. now left.
      - assert (dec : forall a b : list (list (list N)), {a = b} + {a <> b}) by (repeat apply list_eq_dec; apply N.eq_dec).
        apply (atmost_follows _ _ _ zs _ (fun z => (crossed t z, map (row (S t) z) (crossing (S t))))).
        { intros z z' _ _ Q. injection Q as Q1 Q2. cbn [crossed]. now rewrite Q1, Q2. }
        rewrite seq_S, map_app. change (1 + t) with (S t). replace (total (map bits_of_epoch (seq 1 t) ++ map bits_of_epoch [S t]))%N
          with (total (map bits_of_epoch (seq 1 t)) + bits_of_epoch (S t))%N.
        2: { unfold total. rewrite fold_right_app. cbn [map fold_right]. rewrite N.add_0_r. clear.
             induction (map bits_of_epoch (seq 1 t)) as [|a l IH]; simpl; lia. }
        rewrite N.pow_add_r. apply (atmost_pair _ _ _ dec); [apply IH; lia|]. intros z0 Hz0.
        set (l := filter _ zs). unfold bits_of_epoch. rewrite <- product_powers, map_map.
        apply (atmost_several _ _ _ (list_eq_dec N.eq_dec) l (fun m z => row (S t) z m)). intros [j i] Hm.
        apply (row_forms t j i z0); auto.
        + intros z Hz. now apply filter_In in Hz as [Hz _].
        + intros z Hz. apply filter_In in Hz as [_ Q]. destruct (dec _ _); [auto|discriminate].
    Qed.

    Theorem answers_few : atmost zs answers_of (2 ^ bits).
    Proof.
      apply (atmost_follows _ _ _ zs _ (crossed E)); [|now apply crossed_forms].
      intros z z' Hz Hz' Q. apply map_ext_in. intros s Hs.
      apply (sol_answer _ _ _ sol); auto. apply (cut_determines E); auto; lia.
    Qed.
  End Solution.
End Counting.
