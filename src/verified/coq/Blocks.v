(** One step: player 0's first message puts the positions into blocks, and the rest of a protocol serves each block by labelled
    trees (src/certify/one_step.hpp has the theorem in words). *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck RowsCheck OneStep OneStepBounds Combinations Leaves Degrees BlockClaims.
Import ListNotations.

Section Blocks.
  Variables (m q : N) (R : nat) (c : N).
  Let C := (2 ^ c)%N.
  Let I := one_step m q (S R) c.
  Variable tr : trace.
  Hypothesis sol : solution I (allowed I) tr.
  Hypothesis q_positive : (0 < q)%N.
  Hypothesis m_positive : (0 < m)%N.
  Let given (z0 z1 : N) : input := [0%N; z0; z1].

  Lemma some_z1 : (0 < q ^ m)%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.

  (** What player -1 hears in the epochs after T *)
  Definition heard (T r : nat) (x : input) : leaf := map (fun t => (tr t 2 0 x, tr t 1 0 x)) (seq (S T) r).

  Lemma heard_leaf x r : forall T, T + r <= S R -> is_leaf C r (heard T r x).
  Proof.
    induction r as [|r IH]; intros T H; [exact Logic.I|]. unfold heard. cbn [seq map is_leaf]. split; [|split; [|apply (IH (S T)); lia]].
    - apply (fits_C m q (S R) c tr sol); lia.
    - apply (fits_C m q (S R) c tr sol); lia.
  Qed.

  Lemma heard_coherent z0 z0' z1 r : (z0 < m)%N -> (z0' < m)%N -> (z1 < q ^ m)%N -> forall T,
    same 2 tr T 0 (given z0 z1) (given z0' z1) -> coherent (heard T r (given z0 z1)) (heard T r (given z0' z1)).
  Proof.
    intros H0 H0' H1. induction r as [|r IH]; intros T Sa; [exact Logic.I|]. unfold heard. cbn [seq map coherent].
    assert (V : tr (S T) 2 0 (given z0 z1) = tr (S T) 2 0 (given z0' z1)).
    { apply (sol_function _ _ _ sol); [change (last _) with 2; lia| | | |exact Sa]; try (now apply given_allowed).
      clear. induction T as [|T IH]; [reflexivity|]. split; [exact IH|]. intros j Hj. change (last _) with 2 in Hj. lia. }
    split; [exact V|]. intros U. apply (IH (S T)). split; [exact Sa|]. intros j Hj.
    destruct (Nat.eq_dec j 1) as [->|]; [exact U|]. assert (j = 2) as -> by lia. exact V.
  Qed.

  Definition first_0 (z0 : N) : N := tr 1 1 0 (given z0 0).        (* a *)
  Definition first_1 (z1 : N) : N := tr 1 2 0 (given 0 z1).        (* b *)
  Lemma first_0_given z0 z1 : (z0 < m)%N -> (z1 < q ^ m)%N -> tr 1 1 0 (given z0 z1) = first_0 z0.
  Proof. intros H0 H1. apply (first_from_0 m q (S R) c tr sol); auto. apply some_z1. Qed.
  Lemma first_1_given z0 z1 : (z0 < m)%N -> (z1 < q ^ m)%N -> tr 1 2 0 (given z0 z1) = first_1 z1.
  Proof. intros H0 H1. apply (sol_function _ _ _ sol); try (now apply given_allowed); try reflexivity; change (last _) with 2; lia. Qed.
  Lemma first_0_below z0 : (first_0 z0 < C)%N. Proof. apply (fits_C m q (S R) c tr sol); lia. Qed.
  Lemma first_1_below z1 : (first_1 z1 < C)%N. Proof. apply (fits_C m q (S R) c tr sol); lia. Qed.

  (** The label of a leaf of the tree of a and b: the answer when this was heard *)
  Definition label (a b : N) (l : leaf) (y : N) : bool :=
    existsb (fun z0 => existsb (fun z1 => (first_0 z0 =? a)%N && (first_1 z1 =? b)%N && leaf_eqb (heard 1 R (given z0 z1)) l && (entry q z1 z0 =? y)%N) (range (q ^ m))) (range m).
  Lemma label_spec a b l y : label a b l y = true <->
    exists z0 z1, (z0 < m)%N /\ (z1 < q ^ m)%N /\ first_0 z0 = a /\ first_1 z1 = b /\ heard 1 R (given z0 z1) = l /\ entry q z1 z0 = y.
  Proof.
    unfold label. rewrite existsb_exists. split.
    - intros (z0 & H0 & H). apply existsb_exists in H as (z1 & H1 & H). rewrite !andb_true_iff, !N.eqb_eq, leaf_eqb_eq in H. apply range_in in H0, H1.
      exists z0, z1. tauto.
    - intros (z0 & z1 & H0 & H1 & H). exists z0. split; [now apply range_in|]. apply existsb_exists. exists z1. split; [now apply range_in|].
      rewrite !andb_true_iff, !N.eqb_eq, leaf_eqb_eq. tauto.
  Qed.

  Lemma heard_says T r x y : heard T r x = heard T r y -> forall t, T < t <= T + r -> tr t 2 0 x = tr t 2 0 y /\ tr t 1 0 x = tr t 1 0 y.
  Proof.
    revert T. induction r as [|r IH]; intros T E t Ht; [lia|]. unfold heard in E. cbn [seq map] in E. injection E as E1 E2 E3.
    destruct (Nat.eq_dec t (S T)) as [->|]; [auto|]. apply (IH (S T)); auto. lia.
  Qed.

  Lemma label_functional a b : functional (label a b).
  Proof.
    intros l y y' H H'. apply label_spec in H as (z0 & z1 & H0 & H1 & A & B & L & <-), H' as (z0' & z1' & H0' & H1' & A' & B' & L' & <-).
    change (answer (the_task I) (given z0 z1) = answer (the_task I) (given z0' z1')).
    apply (sol_answer _ _ _ sol); try (now apply given_allowed).
    assert (E : heard 1 R (given z0 z1) = heard 1 R (given z0' z1')) by congruence.
    apply (view_follows m q (S R) c); try (now apply given_allowed); [reflexivity| |]; intros t Ht; change (epochs I) with (S R) in Ht;
      (destruct (Nat.eq_dec t 1) as [->|]; [|apply (heard_says 1 R _ _ E); lia]).
    - rewrite !first_0_given by auto. congruence.
    - rewrite !first_1_given by auto. congruence.
  Qed.

  Definition block (a : N) : list N := filter (fun z0 => first_0 z0 =? a)%N (range m).

  Lemma block_served a z1 Q : (z1 < q ^ m)%N -> NoDup Q -> (forall y, In y Q -> exists z0, In z0 (block a) /\ entry q z1 z0 = y) ->
    serves C R (label a (first_1 z1)) Q = true.
  Proof.
    intros H1 D H.
    assert (G : exists zs, map (entry q z1) zs = Q /\ forall z0, In z0 zs -> (z0 < m)%N /\ first_0 z0 = a).
    { clear D. induction Q as [|y Q IH]; [exists []; split; auto; intros z []|]. destruct IH as (zs & E & K); [intros; apply H; now right|].
      destruct (H y ltac:(now left)) as (z0 & Hz & Ey). exists (z0 :: zs). split; [cbn [map]; congruence|]. intros z [<-|Hz']; auto.
      apply filter_In in Hz as [Hz Ea]. apply range_in in Hz. apply N.eqb_eq in Ea. auto. }
    destruct G as (zs & <- & K). set (ls := map (fun z0 => heard 1 R (given z0 z1)) zs).
    destruct (sets_complete C R ls) as (P & HP & SP).
    - clear H. unfold ls. induction zs as [|z0 zs IH]; [constructor|]. cbn [map] in *. inversion D as [|? ? N D']; subst. constructor; auto.
      + intros F. apply in_map_iff in F as (z0' & E & Hz'). apply N. apply in_map_iff. exists z0'. split; auto.
        destruct (K z0 ltac:(now left)) as [B A], (K z0' ltac:(now right)) as [B' A'].
        apply (label_functional a (first_1 z1) (heard 1 R (given z0 z1))); apply label_spec; [exists z0', z1|exists z0, z1]; auto 10.
      + apply IH; auto. intros z Hz. apply K. now right.
    - intros l Hl. apply in_map_iff in Hl as (z0 & <- & Hz). apply heard_leaf. lia.
    - intros l l' Hl Hl'. apply in_map_iff in Hl as (z0 & <- & Hz). apply in_map_iff in Hl' as (z0' & <- & Hz').
      destruct (K _ Hz) as [B A], (K _ Hz') as [B' A']. apply heard_coherent; auto. apply (view_follows_0 m q (S R) c tr sol); auto.
      intros t Ht. assert (t = 1) as -> by lia. change (tr 1 1 0 (given z0 z1) = tr 1 1 0 (given z0' z1)). rewrite !first_0_given by auto. congruence.
    - unfold serves. rewrite map_length. unfold ls in HP. rewrite map_length in HP. apply existsb_exists. exists P. split; auto.
      unfold shows. apply forallb_forall. intros y Hy. apply in_map_iff in Hy as (z0 & <- & Hz). apply existsb_exists. exists (heard 1 R (given z0 z1)).
      split; [apply SP; now apply (in_map (fun z => heard 1 R (given z z1)))|]. apply label_spec. destruct (K z0 Hz). exists z0, z1. auto 10.
  Qed.

  (** A table that shows given values in each block *)
  Lemma table_for (F : N -> list N) : (forall a y, In y (F a) -> (y < q)%N) -> (forall a, length (F a) <= length (block a)) ->
    exists z1, (z1 < q ^ m)%N /\ forall a y, In y (F a) -> exists z0, In z0 (block a) /\ entry q z1 z0 = y.
  Proof.
    intros B L. destruct (every_table q (fun z0 => at_place (block (first_0 z0)) (F (first_0 z0)) z0) (N.to_nat m) q_positive) as (z1 & H1 & E).
    { intros k _. apply at_place_below; auto. intros v Hv. now apply (B (first_0 k)). }
    rewrite N2Nat.id in H1, E. exists z1. split; auto. intros a y Hy.
    assert (G : exists z0, In z0 (block a) /\ at_place (block a) (F a) z0 = y).
    { assert (D : NoDup (block a)) by apply NoDup_filter, range_NoDup. specialize (L a). revert D L Hy. generalize (F a), (block a). clear.
      intros vs ps. revert vs. induction ps as [|p ps IH]; intros vs D L Hy; [destruct vs; [destruct Hy|simpl in L; lia]|].
      destruct vs as [|v vs]; [destruct Hy|]. inversion D as [|? ? N D']; subst. cbn [length] in L. destruct Hy as [->|Hy].
      - exists p. split; [now left|]. simpl. now rewrite N.eqb_refl.
      - destruct (IH vs D' ltac:(lia) Hy) as (z0 & Hz & Ez). exists z0. split; [now right|]. simpl.
        destruct (N.eqb_spec p z0) as [->|]; [contradiction|exact Ez]. }
    destruct G as (z0 & Hz & Ez). exists z0. split; auto. assert (Hz' := Hz). apply filter_In in Hz' as [Hm Ea]. apply range_in in Hm. apply N.eqb_eq in Ea.
    rewrite E by auto. now rewrite Ea.
  Qed.

  (** ** Hard blocks: no tree serves all sets of as many values as the block has positions *)

  Definition small (a : N) : list (list N) := flat_map (fun j => combinations j (range q)) (seq 0 (S (length (block a)))).
  Lemma small_in a Q : In Q (small a) <-> exists j, j <= length (block a) /\ In Q (combinations j (range q)).
  Proof. unfold small. rewrite in_flat_map. split; intros (j & Hj & H); exists j; split; auto; rewrite in_seq in *; lia. Qed.
  Definition soft_by (a b : N) : bool := forallb (serves C R (label a b)) (small a).
  Definition hard (a : N) : bool := negb (existsb (soft_by a) (range C)).
  Definition missed (a b : N) : list N := match find (fun Q => negb (serves C R (label a b) Q)) (small a) with Some Q => Q | None => [] end.
  Lemma missed_spec a b : hard a = true -> (b < C)%N -> In (missed a b) (small a) /\ serves C R (label a b) (missed a b) = false.
  Proof.
    unfold hard. intros H Hb. apply negb_true_iff in H. unfold missed. destruct (find _ _) as [Q|] eqn:E.
    - apply find_some in E as [E1 E2]. apply negb_true_iff in E2. auto.
    - exfalso. assert (existsb (soft_by a) (range C) = true); [|congruence]. apply existsb_exists. exists b. split; [now apply range_in|].
      apply forallb_forall. intros Q HQ. apply (find_none _ _ E) in HQ. now apply negb_false_iff.
  Qed.
  Lemma small_spec a Q : In Q (small a) -> length Q <= length (block a) /\ NoDup Q /\ forall y, In y Q -> (y < q)%N.
  Proof.
    intros H. apply small_in in H as (j & Hj & H). apply combinations_in in H as (L & S & D). split; [lia|]. split; [apply D, range_NoDup|].
    intros y Hy. apply range_in. auto.
  Qed.

  Definition hard_blocks : list N := filter hard (range C).

  Lemma hard_fold a Q : In a hard_blocks -> In Q (small a) -> length hard_blocks <= length (filter (fun b => serves C R (label a b) Q) (range C)).
  Proof.
    intros Ha HQ. set (bs := filter _ _). destruct (Nat.le_gt_cases (length hard_blocks) (length bs)) as [|Lt]; auto. exfalso.
    set (others := filter (fun a' => negb (a' =? a)%N) hard_blocks).
    assert (Lo : length bs <= length others).
    { assert (D : NoDup hard_blocks) by apply NoDup_filter, range_NoDup. assert (Len := length_parts _ (fun a' => a' =? a)%N hard_blocks). change (filter _ hard_blocks) with others in Len at 2.
      assert (length (filter (fun a' => a' =? a)%N hard_blocks) <= 1); [|unfold player in *; lia]. change 1 with (length [a]). apply NoDup_incl_length; [now apply NoDup_filter|].
      intros x Hx. apply filter_In in Hx as [_ Hx]. apply N.eqb_eq in Hx. subst. now left. }
    assert (Do : NoDup others) by (apply NoDup_filter, NoDup_filter, range_NoDup).
    set (at_block := fun a' => match find (fun p : N * N => fst p =? a')%N (combine others bs) with Some p => missed a' (snd p) | None => [] end).
    set (F := fun a' => if (a' =? a)%N then Q else at_block a').
    assert (HF : forall a', F a' = [] \/ In (F a') (small a')).
    { intros a'. unfold F. destruct (N.eqb_spec a' a) as [->|]; [now right|]. unfold at_block. destruct (find _ _) as [[a2 b]|] eqn:E; [|now left].
      apply find_some in E as [E1 E2]. apply N.eqb_eq in E2. simpl in E2. subst a2. right. apply missed_spec.
      - apply in_combine_l, filter_In in E1 as [E1 _]. now apply filter_In in E1.
      - apply in_combine_r, filter_In in E1 as [E1 _]. now apply range_in. }
    destruct (table_for F) as (z1 & H1 & Z).
    { intros a' y Hy. destruct (HF a') as [E|E]; [rewrite E in Hy; destruct Hy|]. now apply (small_spec _ _ E). }
    { intros a'. destruct (HF a') as [E|E]; [rewrite E; simpl; lia|]. now apply small_spec in E. }
    set (b := first_1 z1). assert (Hb : (b < C)%N) by apply first_1_below.
    assert (Sa : serves C R (label a b) Q = true).
    { apply block_served; [exact H1|now apply small_spec in HQ|]. intros y Hy. apply Z. unfold F. now rewrite N.eqb_refl. }
    assert (Hbs : In b bs) by (apply filter_In; split; [now apply range_in|exact Sa]).
    assert (G : exists a', In a' others /\ find (fun p : N * N => fst p =? a')%N (combine others bs) = Some (a', b)).
    { clear -Do Lo Hbs. revert Do Lo Hbs. generalize bs. induction others as [|o os IH]; intros bs0 Do Lo Hbs; [destruct bs0; [destruct Hbs|simpl in Lo; lia]|].
      destruct bs0 as [|b0 bs0]; [destruct Hbs|]. inversion Do as [|? ? N D']; subst. simpl in Lo. destruct Hbs as [->|Hbs].
      - exists o. split; [now left|]. simpl. now rewrite N.eqb_refl.
      - destruct (IH bs0 D' ltac:(lia) Hbs) as (a' & Ha' & E). exists a'. split; [now right|]. simpl. destruct (N.eqb_spec o a') as [->|]; [contradiction|exact E]. }
    destruct G as (a' & Ha' & E). assert (Fa : F a' = missed a' b).
    { unfold F. apply filter_In in Ha' as [_ Ne]. apply negb_true_iff in Ne. rewrite Ne. unfold at_block. rewrite E. reflexivity. }
    apply filter_In in Ha' as [Ha' _]. apply filter_In in Ha' as [_ Ha']. destruct (missed_spec a' b Ha' Hb) as [M1 M2].
    assert (serves C R (label a' b) (missed a' b) = true); [|congruence].
    apply block_served; [exact H1|now apply small_spec in M1|]. intros y Hy. apply Z. now rewrite Fa.
  Qed.

  Lemma C_positive' : (0 < C)%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma hard_few : length hard_blocks < N.to_nat C.
  Proof.
    assert (L : length (range C) = N.to_nat C) by apply range_length_nat.
    assert (Le : length hard_blocks <= length (range C)).
    { apply NoDup_incl_length; [apply NoDup_filter, range_NoDup|]. intros x Hx. now apply filter_In in Hx. }
    destruct (Nat.eq_dec (length hard_blocks) (length (range C))) as [E|]; [exfalso|lia].
    pose proof C_positive' as P. destruct hard_blocks as [|a as_] eqn:HB; [simpl in E; lia|].
    assert (Ha : In a hard_blocks) by (rewrite HB; now left). assert (Hh : hard a = true) by now apply filter_In in Ha.
    destruct (missed_spec a 0 Hh P) as [M1 M2]. assert (F := hard_fold a (missed a 0) Ha M1). rewrite HB, E in F.
    assert (In 0%N (filter (fun b => serves C R (label a b) (missed a 0)) (range C))).
    { apply (NoDup_length_incl (l := filter (fun b => serves C R (label a b) (missed a 0)) (range C)) (l' := range C)).
      - apply NoDup_filter, range_NoDup.
      - exact F.
      - intros x Hx. now apply filter_In in Hx.
      - now apply range_in. }
    apply filter_In in H as [_ H]. congruence.
  Qed.

  (** A claim about blocks of [size] positions *)
  Definition holds_of (size fold : nat) : Prop := impossible C q R (Nat.min size (N.to_nat q)) fold.

  Lemma claim_small a size : size <= length (block a) -> forall Q, In Q (combinations (Nat.min size (N.to_nat q)) (range q)) -> In Q (small a).
  Proof. intros H Q HQ. apply small_in. eexists. split; [|exact HQ]. lia. Qed.

  Lemma hard_size a size fold : holds_of size fold -> fold <= length hard_blocks -> In a hard_blocks -> length (block a) < size.
  Proof.
    intros H L Ha. destruct (Nat.lt_ge_cases (length (block a)) size) as [|Ge]; auto. exfalso.
    apply (H (map (label a) (range C))).
    - now rewrite map_length, range_length.
    - intros f Hf. apply in_map_iff in Hf as (b & <- & _). apply label_functional.
    - intros Q HQ. rewrite filter_length_map. eapply Nat.le_trans; [exact L|]. apply hard_fold; auto. eapply claim_small; eauto.
  Qed.

  Lemma soft_size a size fold : holds_of size fold -> fold <= N.to_nat C -> hard a = false -> length (block a) < size.
  Proof.
    intros H L Ha. destruct (Nat.lt_ge_cases (length (block a)) size) as [|Ge]; auto. exfalso.
    unfold hard in Ha. apply negb_false_iff, existsb_exists in Ha as (b & Hb & Sb). unfold soft_by in Sb. rewrite forallb_forall in Sb.
    apply (H (repeat (label a b) (N.to_nat C))).
    - now rewrite repeat_length, N2Nat.id.
    - intros f Hf. apply repeat_spec in Hf. subst. apply label_functional.
    - intros Q HQ. rewrite filter_all; [now rewrite repeat_length|]. intros f Hf. apply repeat_spec in Hf. subst. apply Sb. eapply claim_small; eauto.
  Qed.

  Lemma blocks_cover : total (map (fun a => N.of_nat (length (block a))) (range C)) = m.
  Proof.
    unfold block. rewrite (both_orders (fun a z0 => first_0 z0 =? a)%N (range C) (range m)).
    rewrite (total_ext _ (fun _ => if true then 1 else 0)%N).
    - rewrite (total_where (fun _ => true)), filter_all, range_length by auto. lia.
    - intros z0 _. assert (L : length (filter (fun a => first_0 z0 =? a)%N (range C)) = 1); [|now rewrite L].
      assert (H : In (first_0 z0) (range C)) by (apply range_in, first_0_below). assert (D := range_NoDup C). revert H D. generalize (range C). clear.
      induction l as [|a l IH]; intros H D; [destruct H|]. inversion D as [|? ? N D']; subst. cbn [filter]. destruct (N.eqb_spec (first_0 z0) a) as [E|Ne].
      + cbn [length]. rewrite filter_none; auto. intros x Hx. apply N.eqb_neq. congruence.
      + apply IH; auto. destruct H; congruence.
  Qed.

  (** With some blocks below one size each, and all others below another *)
  Lemma sizes_bound (large : N -> bool) below other_below : (forall a, In a (filter large (range C)) -> length (block a) < below) ->
    (forall a, In a (range C) -> large a = false -> length (block a) < other_below) ->
    (m <= N.of_nat (length (filter large (range C))) * N.of_nat (below - 1) + (C - N.of_nat (length (filter large (range C)))) * N.of_nat (other_below - 1))%N.
  Proof.
    intros H S. rewrite <- blocks_cover.
    eapply N.le_trans; [apply (total_le _ (fun a => (if large a then N.of_nat (below - 1) else 0) + (if negb (large a) then N.of_nat (other_below - 1) else 0))%N)|].
    - intros a Ha. destruct (large a) eqn:E; cbn [negb].
      + specialize (H a). assert (length (block a) < below) by (apply H, filter_In; auto). lia.
      + specialize (S a Ha E). lia.
    - rewrite total_add, !total_where. assert (L := length_parts _ large (range C)).
      assert (LC := range_length_nat C). apply N.add_le_mono_l. apply N.mul_le_mono_r. lia.
  Qed.
  Lemma blocks_bound hard_below soft_below : (forall a, In a hard_blocks -> length (block a) < hard_below) ->
    (forall a, In a (range C) -> hard a = false -> length (block a) < soft_below) -> (m <= N.of_nat (length hard_blocks) * N.of_nat (hard_below - 1) + (C - N.of_nat (length hard_blocks)) * N.of_nat (soft_below - 1))%N.
  Proof. apply sizes_bound. Qed.

  Lemma every_size a size : holds_of size 1 -> In a (range C) -> length (block a) < size.
  Proof.
    intros H Ha. destruct (hard a) eqn:E.
    - assert (In a hard_blocks) by (apply filter_In; auto). apply (hard_size a size 1); auto. destruct hard_blocks; [contradiction|cbn [length]; lia].
    - apply (soft_size a size 1); auto. pose proof C_positive'. lia.
  Qed.

  (** ** Large blocks: each misses, with a set, as many trees as a claim is about. *)

  Definition fail_of (size trees : nat) : Prop := forall fs : list labels, length fs <= trees -> (forall f, In f fs -> functional f) ->
    exists Q, In Q (combinations (Nat.min size (N.to_nat q)) (range q)) /\ forall f, In f fs -> serves C R f Q = false.
  Definition large (size : nat) (a : N) : bool := size <=? length (block a).
  Fixpoint place (a : N) (l : list N) : nat := match l with [] => 0 | x :: l => if (x =? a)%N then 0 else S (place a l) end.
  Lemma place_nth l : NoDup l -> forall i, i < length l -> place (nth i l 0%N) l = i.
  Proof.
    induction 1 as [|x l N D IH]; intros i Hi; [simpl in Hi; lia|]. destruct i as [|i]; cbn [nth place]; [now rewrite N.eqb_refl|].
    simpl in Hi. destruct (N.eqb_spec x (nth i l 0%N)) as [E|_]; [|f_equal; apply IH; lia]. exfalso. apply N. rewrite E. apply nth_In. lia.
  Qed.

  Theorem large_few size trees : 0 < trees -> fail_of size trees -> (N.of_nat (length (filter (large size) (range C))) * N.of_nat trees < C)%N.
  Proof.
    intros T0 H. set (big := filter (large size) (range C)). destruct (N.lt_ge_cases (N.of_nat (length big) * N.of_nat trees) C) as [|Ge]; auto. exfalso.
    set (sets_of := combinations (Nat.min size (N.to_nat q)) (range q)).
    set (named := fun i => map (fun j => N.of_nat (i * trees + j)) (seq 0 trees)).
    set (avoiding := fun a i => find (fun Q => forallb (fun b => negb (serves C R (label a b) Q)) (named i)) sets_of).
    assert (Av : forall a i, exists Q, avoiding a i = Some Q /\ In Q sets_of /\ forall b, In b (named i) -> serves C R (label a b) Q = false).
    { intros a i. destruct (H (map (label a) (named i))) as (Q & HQ & K).
      - unfold named. now rewrite !map_length, seq_length.
      - intros f Hf. apply in_map_iff in Hf as (b & <- & _). apply label_functional.
      - destruct (avoiding a i) as [Q'|] eqn:E.
        + exists Q'. apply find_some in E as [E1 E2]. repeat split; auto. intros b Hb. rewrite forallb_forall in E2. now apply negb_true_iff, E2.
        + exfalso. apply (find_none _ _ E) in HQ. apply not_true_iff_false in HQ. apply HQ, forallb_forall. intros b Hb. apply negb_true_iff, K. now apply in_map. }
    set (F := fun a => if large size a then match avoiding a (place a big) with Some Q => Q | None => [] end else []).
    assert (HF : forall a, F a = [] \/ (size <= length (block a) /\ In (F a) sets_of)).
    { intros a. unfold F. destruct (large size a) eqn:E; [|now left]. destruct (Av a (place a big)) as (Q & -> & HQ & _). right. split; auto. now apply Nat.leb_le in E. }
    assert (Sets : forall Q, In Q sets_of -> length Q = Nat.min size (N.to_nat q) /\ forall y, In y Q -> (y < q)%N).
    { intros Q HQ. apply combinations_in in HQ as (L & In_range & _). split; auto. intros y Hy. apply range_in. auto. }
    destruct (table_for F) as (z1 & H1 & Z).
    { intros a y Hy. destruct (HF a) as [E|[_ E]]; [rewrite E in Hy; destruct Hy|]. now apply (Sets _ E). }
    { intros a. destruct (HF a) as [E|[L E]]; [rewrite E; simpl; lia|]. apply Sets in E as [-> _]. lia. }
    set (b := first_1 z1). assert (Hb : (b < C)%N) by apply first_1_below. set (i := N.to_nat b / trees).
    assert (Hi : i < length big) by (apply Nat.div_lt_upper_bound; lia). set (a := nth i big 0%N).
    assert (Ha : In a big) by now apply nth_In. assert (Ha' := Ha). apply filter_In in Ha' as [_ La].
    assert (Pl : place a big = i) by (apply place_nth; auto; apply NoDup_filter, range_NoDup).
    destruct (Av a i) as (Q & E & HQ & K). assert (Fa : F a = Q) by (unfold F; now rewrite La, Pl, E).
    assert (S1 : serves C R (label a b) Q = true).
    { apply block_served; [exact H1|apply combinations_in in HQ as (_ & _ & D); apply D, range_NoDup|]. intros y Hy. apply Z. now rewrite Fa. }
    rewrite K in S1; [discriminate|]. unfold named. apply in_map_iff. exists (N.to_nat b mod trees). split.
    - unfold i. rewrite (Nat.mul_comm _ trees), <- Nat.div_mod by lia. apply N2Nat.id.
    - apply in_seq. assert (N.to_nat b mod trees < trees) by (apply Nat.mod_upper_bound; lia). lia.
  Qed.
End Blocks.
