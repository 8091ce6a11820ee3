(** One step (L = 1): where nothing suffices, and so exactly when a protocol exists. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck RowsCheck OneStep.
Import ListNotations.

Section Bounds.
  Variables (m q : N) (E : nat) (c : N).
  Let C := (2 ^ c)%N.
  Let I := one_step m q E c.
  Variable tr : trace.
  Hypothesis sol : solution I (allowed I) tr.
  Let given (z0 z1 : N) : input := [0%N; z0; z1].

  Lemma given_allowed z0 z1 : (z0 < m)%N -> (z1 < q ^ m)%N -> allowed I (given z0 z1).
  Proof.
    intros H0 H1. split; [reflexivity|]. split; [|intros [|p] l F; discriminate].
    intros p Hp. change (last _) with 2 in Hp. destruct p as [|[|[|p]]]; try lia; [exact N.lt_0_1|exact H0|exact H1].
  Qed.

  Lemma fits_C t j i x : 1 <= t <= E -> i < j <= 2 -> i < 2 -> (tr t j i x < C)%N.
  Proof.
    intros Ht Hj Hi. pose proof (sol_fits _ _ _ sol t j i x Ht Hj) as F.
    replace (width I t j i) with c in F; [exact F|]. unfold width. simpl. destruct i as [|[|i]]; [| |lia]; simpl; lia.
  Qed.

  (** What player -1 knows is what players 0 and 1 said to it. *)
  Lemma view_follows x y T : allowed I x -> allowed I y -> held x 0 = held y 0 ->
    (forall t, 1 <= t <= T -> tr t 1 0 x = tr t 1 0 y) -> (forall t, 1 <= t <= T -> tr t 2 0 x = tr t 2 0 y) -> same 2 tr T 0 x y.
  Proof.
    intros Hx Hy H H1 H2. induction T as [|T IH]; [exact H|]. split; [apply IH; intros; (apply H1 || apply H2); lia|].
    intros j Hj. destruct (Nat.eq_dec j 1) as [->|]; [apply H1; lia|]. assert (j = 2) as -> by lia. apply H2; lia.
  Qed.

  (** Given z_1, what player 1 says follows from what player 0 says. *)
  Lemma view_follows_0 z0 z0' z1 T : (z0 < m)%N -> (z0' < m)%N -> (z1 < q ^ m)%N ->
    (forall t, 1 <= t <= T -> tr t 1 0 (given z0 z1) = tr t 1 0 (given z0' z1)) -> same 2 tr T 0 (given z0 z1) (given z0' z1).
  Proof.
    intros H0 H0' H1 H. induction T as [|T IH]; [reflexivity|].
    assert (S : same 2 tr T 0 (given z0 z1) (given z0' z1)) by (apply IH; intros; apply H; lia).
    split; [exact S|]. intros j Hj. destruct (Nat.eq_dec j 1) as [->|]; [apply H; lia|]. assert (j = 2) as -> by lia.
    apply (sol_function _ _ _ sol); auto using given_allowed. clear. induction T as [|T IH]; [reflexivity|]. split; [exact IH|]. intros j Hj.
    change (last _) with 2 in Hj. lia.
  Qed.

  Lemma first_from_0 z0 z0' z1 z1' : (z0 < m)%N -> (z1 < q ^ m)%N -> (z1' < q ^ m)%N -> z0 = z0' ->
    tr 1 1 0 (given z0 z1) = tr 1 1 0 (given z0' z1').
  Proof. intros H0 H1 H1' <-. apply (sol_function _ _ _ sol); auto using given_allowed; try reflexivity; change (last _) with 2; lia. Qed.

  Lemma answer_given z0 z1 : answer (the_task I) (given z0 z1) = entry q z1 z0.
  Proof. reflexivity. Qed.

  Lemma code_few {A} (l : list A) (f : nat -> nat -> A -> N) (us : list (nat * nat)) :
    (forall t j x, In (t, j) us -> (f t j x < C)%N) -> atmost l (fun x => map (fun u : nat * nat => f (fst u) (snd u) x) us) (C ^ N.of_nat (length us)).
  Proof.
    intros H. rewrite <- product_repeat. apply atmost_lists. intros x _. induction us as [|[t j] us IH]; simpl; constructor; auto.
    - apply H. now left.
    - apply IH. intros; apply H; now right.
  Qed.
  Lemma code_same {A} (f : nat -> nat -> A -> N) (us : list (nat * nat)) (x y : A) :
    map (fun u : nat * nat => f (fst u) (snd u) x) us = map (fun u : nat * nat => f (fst u) (snd u) y) us -> forall t j, In (t, j) us -> f t j x = f t j y.
  Proof.
    induction us as [|u us IH]; intros Q t j H; [destruct H|]. injection Q as Q Q'. destruct H as [->|H]; auto.
  Qed.

  Hypothesis E_positive : 1 <= E.
  Hypothesis q_positive : (0 < q)%N.

  (** One position: 2E - 1 messages say something of z_1. *)
  Lemma one_position : m = 1%N -> (q <= C ^ N.of_nat (2 * E - 1))%N.
  Proof.
    intros M. set (us := map (fun t => (t, 2)) (seq 1 E) ++ map (fun t => (t, 1)) (seq 2 (E - 1))).
    assert (U : N.of_nat (length us) = N.of_nat (2 * E - 1)) by (unfold us; rewrite app_length, !map_length, !seq_length; lia).
    assert (G : atmost (range q) (fun z1 => entry q z1 0) (C ^ N.of_nat (length us))).
    { apply (atmost_follows _ _ _ _ _ (fun z1 => map (fun u : nat * nat => tr (fst u) (snd u) 0 (given 0 z1)) us)).
      - intros z z' Hz Hz' Q. apply range_in in Hz, Hz'.
        assert (Az : allowed I (given 0 z)) by (apply given_allowed; [lia|rewrite M, N.pow_1_r; exact Hz]).
        assert (Az' : allowed I (given 0 z')) by (apply given_allowed; [lia|rewrite M, N.pow_1_r; exact Hz']).
        assert (S := code_same (fun t j z => tr t j 0 (given 0 z)) us z z' Q).
        change (answer (the_task I) (given 0 z) = answer (the_task I) (given 0 z')). apply (sol_answer _ _ _ sol); auto.
        apply view_follows; auto; intros t Ht.
        + destruct (Nat.eq_dec t 1) as [->|]; [apply first_from_0; auto; rewrite ?M, ?N.pow_1_r; auto; lia|].
          apply S, in_or_app. right. apply (in_map (fun t => (t, 1))). apply in_seq. change (epochs I) with E in Ht. lia.
        + apply S, in_or_app. left. apply (in_map (fun t => (t, 2))). apply in_seq. change (epochs I) with E in Ht. lia.
      - apply (code_few (range q) (fun t j z => tr t j 0 (given 0 z)) us). intros t j z H.
        apply in_app_or in H as [H|H]; apply in_map_iff in H as (s & F & H); injection F as -> <-; apply in_seq in H; apply fits_C; lia. }
    rewrite U in G. specialize (G (range q) (incl_refl _)). unfold range in G at 2. rewrite map_length, seq_length, N2Nat.id in G. apply G.
    apply NoDup_map_in; [|apply range_NoDup]. intros x y Hx Hy Q. apply range_in in Hx, Hy. unfold entry in Q.
    rewrite N.pow_0_r, !N.div_1_r, !N.mod_small in Q by auto. exact Q.
  Qed.

  (** Many positions: those with one first message of player 0 are too many for what it says later. *)
  Lemma many_positions : (C ^ N.of_nat E < m)%N -> (q <= C ^ N.of_nat (E - 1))%N.
  Proof.
    intros M. set (K := (C ^ N.of_nat (E - 1))%N). destruct (N.le_gt_cases q K) as [|HK]; auto. exfalso.
    assert (P : (0 < q ^ m)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
    set (a := fun z0 => tr 1 1 0 (given z0 0)).
    set (block := fun v => filter (fun z0 => a z0 =? v)%N (range m)).
    destruct (find (fun z => K <? N.of_nat (length (block (a z))))%N (range m)) as [z|] eqn:F.
    - apply find_some in F as [_ F]. apply N.ltb_lt in F. set (ps := firstn (S (N.to_nat K)) (block (a z))).
      assert (Lp : length ps = S (N.to_nat K)) by (unfold ps; rewrite firstn_length; lia).
      assert (Dp : NoDup ps).
      { unfold ps. assert (D : NoDup (block (a z))) by (apply NoDup_filter, range_NoDup).
        rewrite <- (firstn_skipn (S (N.to_nat K)) (block (a z))) in D. revert D. generalize (skipn (S (N.to_nat K)) (block (a z))). clear.
        induction (firstn (S (N.to_nat K)) (block (a z))) as [|x l IH]; intros s D; [constructor|]. inversion D; subst. constructor.
        - intros H. apply H1. apply in_or_app. now left.
        - apply (IH s). assumption. }
      assert (Bp : forall p, In p ps -> (p < m)%N /\ a p = a z).
      { intros p Hp. assert (H : In p (block (a z))). { unfold ps in Hp. rewrite <- (firstn_skipn (S (N.to_nat K)) (block (a z))). apply in_or_app. now left. }
        apply filter_In in H as [H1 H2]. apply range_in in H1. apply N.eqb_eq in H2. auto. }
      set (vs := map N.of_nat (seq 0 (S (N.to_nat K)))).
      assert (Lv : length vs = length ps) by (unfold vs; rewrite map_length, seq_length; lia).
      destruct (every_table q (at_place ps vs) (N.to_nat m) q_positive) as (z1 & Hz1 & Ez1).
      { intros k _. apply at_place_below; auto. intros v Hv. apply in_map_iff in Hv as (i & <- & Hi). apply in_seq in Hi. lia. }
      rewrite N2Nat.id in Hz1, Ez1.
      assert (V : map (entry q z1) ps = vs).
      { rewrite <- (at_place_map ps Dp vs Lv). apply map_ext_in. intros p Hp. apply Ez1. now apply Bp. }
      set (us := map (fun t => (t, 1)) (seq 2 (E - 1))).
      assert (G : atmost ps (entry q z1) K).
      { unfold K. replace (E - 1) with (length us) by (unfold us; now rewrite map_length, seq_length).
        apply (atmost_follows _ _ _ _ _ (fun z0 => map (fun u : nat * nat => tr (fst u) (snd u) 0 (given z0 z1)) us)).
        - intros p p' Hp Hp' Q. apply Bp in Hp as [B1 B2], Hp' as [B1' B2'].
          assert (S := code_same (fun t j z0 => tr t j 0 (given z0 z1)) us p p' Q).
          change (answer (the_task I) (given p z1) = answer (the_task I) (given p' z1)). apply (sol_answer _ _ _ sol); auto using given_allowed.
          apply view_follows_0; auto. intros t Ht. change (epochs I) with E in Ht. destruct (Nat.eq_dec t 1) as [->|].
          + rewrite (first_from_0 p p z1 0), (first_from_0 p' p' z1 0) by auto. unfold a in B2, B2'. congruence.
          + apply S. apply (in_map (fun t => (t, 1))). apply in_seq. lia.
        - apply (code_few ps (fun t j z0 => tr t j 0 (given z0 z1)) us). intros t j z0 H. apply in_map_iff in H as (s & Q & H).
          injection Q as -> <-. apply in_seq in H. apply fits_C; lia. }
      specialize (G ps (incl_refl _)). rewrite V, Lp in G. assert (D : NoDup vs).
      { unfold vs. apply NoDup_map_in; [intros x y _ _; apply Nat2N.inj|apply seq_NoDup]. }
      specialize (G D). lia.
    - assert (G : atmost (range m) (fun z0 => (a z0, z0)) (C * K)).
      { apply (atmost_pair _ _ _ N.eq_dec).
        - apply atmost_below. intros z0 _. apply fits_C; lia.
        - intros z Hz. assert (Q := find_none _ _ F z Hz). cbv beta in Q. apply N.ltb_ge in Q.
          intros r Hr D. rewrite map_id in D. eapply N.le_trans; [|exact Q].
          assert (length r <= length (block (a z))); [|lia]. apply NoDup_incl_length; auto. intros y Hy. apply Hr, filter_In in Hy as [Hy H].
          apply filter_In. split; auto. destruct (N.eq_dec (a y) (a z)) as [H'|]; [now apply N.eqb_eq|discriminate]. }
      specialize (G (range m) (incl_refl _)). unfold range in G at 2. rewrite map_length, seq_length, N2Nat.id in G.
      assert (D : NoDup (map (fun z0 => (a z0, z0)) (range m))).
      { apply NoDup_map_in; [|apply range_NoDup]. intros x y _ _ Q. now injection Q. }
      specialize (G D). replace (C * K)%N with (C ^ N.of_nat E)%N in G; [lia|]. unfold K. rewrite <- N.pow_succ_r'. f_equal. lia.
  Qed.

  (** One epoch: players 0 and 1 must say all that they hold. *)
  Lemma one_epoch : E = 1 -> (2 <= m)%N -> (2 <= q)%N -> (m <= C)%N /\ (q ^ m <= C)%N.
  Proof.
    intros E1 Hm Hq. assert (P : (0 < q ^ m)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
    assert (Alike : forall z0 z0' z1 z1', (z0 < m)%N -> (z0' < m)%N -> (z1 < q ^ m)%N -> (z1' < q ^ m)%N ->
      tr 1 1 0 (given z0 z1) = tr 1 1 0 (given z0' z1') -> tr 1 2 0 (given z0 z1) = tr 1 2 0 (given z0' z1') -> entry q z1 z0 = entry q z1' z0').
    { intros z0 z0' z1 z1' B0 B0' B1 B1' Q1 Q2. change (answer (the_task I) (given z0 z1) = answer (the_task I) (given z0' z1')).
      apply (sol_answer _ _ _ sol); auto using given_allowed. change (epochs I) with E. rewrite E1.
      apply view_follows; auto using given_allowed; intros t Ht; assert (t = 1) as -> by lia; assumption. }
    assert (first_from_1 : forall z0 z0' z1, (z0 < m)%N -> (z0' < m)%N -> (z1 < q ^ m)%N -> tr 1 2 0 (given z0 z1) = tr 1 2 0 (given z0' z1)).
    { intros z0 z0' z1 B0 B0' B1. apply (sol_function _ _ _ sol); auto using given_allowed; try reflexivity; change (last _) with 2; lia. }
    split.
    - assert (G : atmost (range m) (fun z0 => tr 1 1 0 (given z0 0)) C) by (apply atmost_below; intros; apply fits_C; lia).
      specialize (G (range m) (incl_refl _)). unfold range in G at 2. rewrite map_length, seq_length, N2Nat.id in G. apply G.
      apply NoDup_map_in; [|apply range_NoDup]. intros x y Hx Hy Q. apply range_in in Hx, Hy. destruct (N.eq_dec x y) as [|Ne]; auto. exfalso.
      destruct (every_table q (fun k => if (k =? x)%N then 1 else 0)%N (N.to_nat m) q_positive) as (z1 & Hz1 & Ez1).
      { intros k _. destruct (_ =? _)%N; lia. }
      rewrite N2Nat.id in Hz1, Ez1. assert (S := Alike x y z1 z1 Hx Hy Hz1 Hz1). rewrite !Ez1, N.eqb_refl in S by auto.
      assert (Ny : (y =? x)%N = false) by (apply N.eqb_neq; congruence). rewrite Ny in S.
      assert (1 = 0)%N; [|lia]. apply S; [|apply first_from_1; auto].
      rewrite (first_from_0 x x z1 0), (first_from_0 y y z1 0) by auto. exact Q.
    - assert (G : atmost (range (q ^ m)) (fun z1 => tr 1 2 0 (given 0 z1)) C) by (apply atmost_below; intros; apply fits_C; lia).
      specialize (G (range (q ^ m)) (incl_refl _)). unfold range in G at 2. rewrite map_length, seq_length, N2Nat.id in G. apply G.
      apply NoDup_map_in; [|apply range_NoDup]. intros x y Hx Hy Q. apply range_in in Hx, Hy.
      rewrite <- (N2Nat.id m) in Hx, Hy. apply (digits_inj q (N.to_nat m)); auto. rewrite N2Nat.id in Hx, Hy.
      assert (D : forall k v, digits q k v = map (entry q v) (map N.of_nat (seq 0 k))).
      { clear -q_positive. induction k as [|k IH]; intros v; [reflexivity|]. cbn [digits]. change (seq 0 (S k)) with (0 :: seq 1 k). cbn [map].
        unfold entry at 1. rewrite N.pow_0_r, N.div_1_r. f_equal. rewrite IH, <- seq_shift, !map_map. apply map_ext. intros i.
        unfold entry. rewrite Nat2N.inj_succ, N.pow_succ_r', N.div_div by (try apply N.pow_nonzero; lia). reflexivity. }
      rewrite !D. apply map_ext_in. intros k Hk. apply in_map_iff in Hk as (i & <- & Hi). apply in_seq in Hi.
      assert (Bk : (N.of_nat i < m)%N) by lia. apply Alike; auto; [now apply first_from_0|].
      rewrite (first_from_1 (N.of_nat i) 0%N x), (first_from_1 (N.of_nat i) 0%N y) by (auto; lia). exact Q.
  Qed.
End Bounds.

(** ** Exactly when *)

Theorem one_step_one_position q E c : (0 < q)%N -> 1 <= E ->
  (realizable (one_step 1 q E c) <-> (q <= (2 ^ c) ^ N.of_nat (2 * E - 1))%N).
Proof.
  intros Hq HE. split.
  - intros R. apply realizable_solution in R as (tr & sol). now apply (one_position 1 q E c tr sol).
  - intros H. apply streams_suffice; auto. right. right. split; auto. rewrite <- N.pow_add_r.
    replace (N.of_nat (E - 1) + N.of_nat E)%N with (N.of_nat (2 * E - 1)) by lia. exact H.
Qed.

Theorem one_step_many_positions m q E c : (0 < q)%N -> 1 <= E -> ((2 ^ c) ^ N.of_nat E < m)%N ->
  (realizable (one_step m q E c) <-> (q <= (2 ^ c) ^ N.of_nat (E - 1))%N).
Proof.
  intros Hq HE Hm. split.
  - intros R. apply realizable_solution in R as (tr & sol). now apply (many_positions m q E c tr sol).
  - intros H. apply streams_suffice; auto.
Qed.

Theorem one_step_few_positions m q E c : (0 < q)%N -> 1 <= E -> (m <= 2 ^ c)%N -> (q <= (2 ^ c) ^ N.of_nat (2 * (E - 1)))%N -> realizable (one_step m q E c).
Proof.
  intros Hq HE Hm H. apply streams_suffice; auto. right. left. split; auto. rewrite <- N.pow_add_r.
  replace (N.of_nat (E - 1) + N.of_nat (E - 1))%N with (N.of_nat (2 * (E - 1))) by lia. exact H.
Qed.

(** Both say what they hold. *)
Definition tell_all (c q : N) : protocol := Protocol (fun _ _ _ X _ => own X mod 2 ^ c)%N (fun X => entry q (nth 1 (hd [] (inbox X)) 0) (nth 0 (hd [] (inbox X)) 0))%N.

Theorem one_step_one_epoch m q c : (2 <= m)%N -> (2 <= q)%N ->
  (realizable (one_step m q 1 c) <-> (m <= 2 ^ c)%N /\ (q ^ m <= 2 ^ c)%N).
Proof.
  intros Hm Hq. split.
  - intros R. apply realizable_solution in R as (tr & sol). apply (one_epoch m q 1 c tr sol); auto; lia.
  - intros [H0 H1]. exists (tell_all c q). split.
    + intros t j i X Y Ht Hj. change (last _) with 2 in Hj. replace (width (one_step m q 1 c) t j i) with c.
      * apply N.mod_lt, N.pow_nonzero. lia.
      * unfold width. simpl. destruct i as [|[|i]]; [| |lia]; simpl; lia.
    + intros x (L & B & _). change (last _) with 2 in *. destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate.
      assert (B1 := B 1 ltac:(lia)). assert (B2 := B 2 ltac:(lia)). change (z0 < m)%N in B1. change (z1 < q ^ m)%N in B2.
      change (entry q (z1 mod 2 ^ c) (z0 mod 2 ^ c) = entry q z1 z0). rewrite !N.mod_small by lia. reflexivity.
Qed.

(** Each epoch more does more, at the same width. *)
Theorem epoch_hierarchy m q E c : 1 <= E -> ((2 ^ c) ^ N.of_nat E < m)%N -> ((2 ^ c) ^ N.of_nat (E - 1) < q <= (2 ^ c) ^ N.of_nat E)%N ->
  ~ realizable (one_step m q E c) /\ realizable (one_step m q (S E) c).
Proof.
  intros HE Hm Hq. split.
  - rewrite one_step_many_positions by (auto; lia). lia.
  - apply streams_suffice; [lia|lia|]. left. replace (S E - 1) with E by lia. lia.
Qed.

Theorem second_epoch m q c : (2 <= m)%N -> (2 <= q <= 2 ^ c)%N -> (2 ^ c < q ^ m)%N ->
  ~ realizable (one_step m q 1 c) /\ realizable (one_step m q 2 c).
Proof.
  intros Hm Hq H. split; [rewrite one_step_one_epoch by lia; lia|].
  apply streams_suffice; [lia|lia|]. left. change (N.of_nat (2 - 1)) with 1%N. rewrite N.pow_1_r. lia.
Qed.
