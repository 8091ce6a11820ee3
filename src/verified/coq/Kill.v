(** The kill theorem: two steps, two epochs, and a last table with more than C² values. However much player 1 hears, the
    adversary answers each pair of first messages (d, a2) at an entry of its own with a value that the pair does not allow. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost TwoStep Rows RowsCheck.
Import ListNotations.

Section Kill.
  Variables (m n q1 q2 c : N).
  Let C := (2 ^ c)%N.
  Hypotheses (Hm : (0 < m)%N) (Hn : (C <= n)%N) (H1 : (C <= q1)%N) (H2 : (2 ^ (2 * c) < q2)%N).
  Let I := Instance (Task m [n] [q1; q2]) 2 c [] (lists []).
  Let D := (n * q1)%N.

  Lemma kill_two : two_step I m n q1 q2.
  Proof. constructor; reflexivity. Qed.
  Lemma kill_positive : (0 < C)%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.

  (** The table z_1 whose entries are all i *)
  Definition constant (i : N) : N := table_number q1 (repeat i (N.to_nat m)).
  Lemma constant_right i : (i < q1)%N -> (constant i < q1 ^ m)%N /\ entry q1 (constant i) 0 = i.
  Proof.
    intros H. destruct (table_number_entry q1 (repeat i (N.to_nat m))) as [B E].
    { intros v Hv. apply repeat_spec in Hv. now subst. }
    rewrite repeat_length, N2Nat.id in B. split; [exact B|]. specialize (E 0). rewrite repeat_length in E.
    unfold constant. change 0%N with (N.of_nat 0). rewrite E by lia. destruct (N.to_nat m) eqn:Q; [lia|reflexivity].
  Qed.

  Lemma kill_allowed w z1 z2 : (w < n)%N -> (z1 < q1 ^ m)%N -> (z2 < q2 ^ D)%N -> allowed I (at_ w 0 z1 z2).
  Proof.
    intros Hw Hz1 Hz2. split; [reflexivity|]. split.
    - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth].
      + change (w < n * 1)%N. lia.
      + exact Hm.
      + exact Hz1.
      + exact Hz2.
    - intros [|p] l E; discriminate.
  Qed.

  Section Solution.
    Variable tr : trace.
    Hypothesis sol : solution I (allowed I) tr.

    Definition d_of (z : N) : N := tr 1 3 1 (at_ 0 0 (constant 0) z).
    Definition a2_of (w z : N) : N := tr 1 3 0 (at_ w 0 (constant 0) z).
    Definition hears (d a z : N) : bool := (d_of z =? d)%N && (a2_of d z =? a)%N.
    Definition entry_of (d a z : N) : N := entry q2 z (d * q1 + a).

    Lemma below_C t j i x : 1 <= t <= 2 -> i < j <= 3 -> i < 2 -> (tr t j i x < C)%N.
    Proof.
      intros Ht Hj Hi. unfold C. assert (W := width_low I m n q1 q2 kill_two t j i Hi). change (bits_per_token I) with c in W. rewrite <- W.
      now apply (said_fits I m n q1 q2 kill_two (allowed I)).
    Qed.

    (** Among the tables of which (d, a) is heard, few answers occur at the pair's entry. *)
    Lemma few_answers d a : (d < C)%N -> (a < C)%N -> atmost (filter (hears d a) (range (q2 ^ D))) (entry_of d a) (C * C).
    Proof.
      intros Hd Ha. destruct (constant_right a) as [Ba Ea]; [lia|]. destruct (constant_right 0) as [B0 _]; [pose proof kill_positive; lia|].
      set (x := fun z => at_ d 0 (constant a) z).
      assert (L : forall z, In z (filter (hears d a) (range (q2 ^ D))) -> allowed I (x z) /\ tr 1 3 0 (x z) = a /\ tr 1 3 1 (x z) = d).
      { intros z Hz. apply filter_In in Hz as [Hz H]. apply range_in in Hz. apply andb_true_iff in H as [K1 K2]. apply N.eqb_eq in K1, K2.
        assert (Ax : allowed I (x z)) by (apply kill_allowed; auto; lia). split; auto.
        split; [transitivity (a2_of d z); [unfold a2_of|exact K2]|transitivity (d_of z); [unfold d_of|exact K1]];
          apply (first_said I m n q1 q2 kill_two (allowed I) tr sol); auto; try lia; apply kill_allowed; auto; pose proof kill_positive; lia. }
      apply (atmost_follows _ _ _ _ _ (fun z => [tr 2 3 0 (x z); tr 2 2 0 (x z)])).
      - intros z z' Hz Hz' Q. injection Q as Q3 Q2. apply L in Hz as (A1 & A2 & A3), Hz' as (A1' & A2' & A3').
        assert (G := same_answer I m n q1 q2 kill_two (allowed I) tr sol d 0 (constant a) z z' A1 A1' ltac:(unfold x in *; congruence)
          ltac:(unfold x in *; congruence) Q3 (or_intror Q2)).
        rewrite !(answer_at I m n q1 q2 kill_two), Ea, (N.mod_small d n) in G by lia. exact G.
      - replace (C * C)%N with (product [C; C]) by (cbn [product]; lia). apply atmost_lists. intros z _.
        repeat constructor; apply below_C; lia.
    Qed.

    (** So one does not occur. *)
    Lemma one_is_missing d a : (d < C)%N -> (a < C)%N -> exists v, (v < q2)%N /\ forall z, (z < q2 ^ D)%N -> hears d a z = true -> entry_of d a z <> v.
    Proof.
      intros Hd Ha. set (zs := filter (hears d a) (range (q2 ^ D))).
      destruct (find (fun v => negb (existsb (fun z => entry_of d a z =? v)%N zs)) (range q2)) as [v|] eqn:F.
      - apply find_some in F as [Hv F]. exists v. split; [now apply range_in|]. intros z Hz H E. apply negb_true_iff in F.
        assert (existsb (fun z => (entry_of d a z =? v)%N) zs = true); [|congruence]. apply existsb_exists. exists z. split.
        + apply filter_In. split; auto. now apply range_in.
        + now apply N.eqb_eq.
      - exfalso. assert (W : forall vs, incl vs (range q2) -> exists r, incl r zs /\ map (entry_of d a) r = vs).
        { induction vs as [|v vs IH]; intros S; [exists []; split; [intros z []|reflexivity]|].
          destruct IH as (r & R1 & R2); [intros u Hu; apply S; now right|].
          assert (Q := find_none _ _ F v (S v (or_introl eq_refl))). apply negb_false_iff, existsb_exists in Q as (z & Hz & E). apply N.eqb_eq in E.
          exists (z :: r). split; [intros y [<-|Hy]; auto|]. simpl. now rewrite E, R2. }
        destruct (W (range q2) (incl_refl _)) as (r & R1 & R2).
        assert (K := few_answers d a Hd Ha r R1). rewrite R2 in K. specialize (K (range_NoDup q2)).
        assert (Len : length r = N.to_nat q2). { rewrite <- (map_length (entry_of d a)), R2. unfold range. now rewrite map_length, seq_length. }
        unfold C in K. rewrite <- N.pow_add_r in K. replace (2 * c)%N with (c + c)%N in H2 by lia. lia.
    Qed.

    Lemma contradiction : False.
    Proof.
      assert (P := kill_positive).
      assert (F : exists f : N -> N -> N, forall d a, (f d a < q2)%N /\ ((d < C)%N -> (a < C)%N -> forall z, (z < q2 ^ D)%N -> hears d a z = true -> entry_of d a z <> f d a)).
      { exists (fun d a => match find (fun v => negb (existsb (fun z => entry_of d a z =? v)%N (filter (hears d a) (range (q2 ^ D))))) (range q2) with Some v => v | None => 0%N end).
        intros d a. destruct (find _ _) as [v|] eqn:E.
        - apply find_some in E as [Hv E]. split; [now apply range_in|]. intros _ _ z Hz H Q. apply negb_true_iff in E.
          assert (existsb (fun z => (entry_of d a z =? v)%N) (filter (hears d a) (range (q2 ^ D))) = true); [|congruence].
          apply existsb_exists. exists z. split; [apply filter_In; split; auto; now apply range_in|now apply N.eqb_eq].
        - split; [lia|]. intros Hd Ha. exfalso. destruct (one_is_missing d a Hd Ha) as (v & Hv & K).
          assert (Q := find_none _ _ E v (proj2 (range_in q2 v) Hv)). apply negb_false_iff, existsb_exists in Q as (z & Hz & Q).
          apply N.eqb_eq in Q. apply filter_In in Hz as [Hz H]. apply range_in in Hz. now apply (K z Hz H). }
      destruct F as (f & Hf).
      destruct (every_table q2 (fun k => f (k / q1) (k mod q1))%N (N.to_nat D)) as (z & Hz & Ez); [lia|intros; apply Hf|].
      rewrite N2Nat.id in Hz, Ez. set (d := d_of z). set (a := a2_of d z).
      assert (Hd : (d < C)%N) by (apply below_C; lia). assert (Ha : (a < C)%N) by (apply below_C; lia).
      destruct (Hf d a) as [_ K]. apply (K Hd Ha z Hz); [unfold hears; now rewrite !N.eqb_refl|].
      unfold entry_of. rewrite Ez by (unfold D; nia).
      assert (E1 : ((d * q1 + a) / q1 = d)%N) by (rewrite N.div_add_l, N.div_small by lia; lia).
      assert (E2 : ((d * q1 + a) mod q1 = a)%N) by (rewrite N.add_comm, N.mod_add, N.mod_small by lia; lia).
      now rewrite E1, E2.
    Qed.
  End Solution.
End Kill.

Theorem kill m n q1 q2 c : (1 <= m)%N -> (2 ^ c <= n)%N -> (2 ^ c <= q1)%N -> (2 ^ (2 * c) < q2)%N ->
  ~ realizable (Instance (Task m [n] [q1; q2]) 2 c [] (lists [])).
Proof.
  intros Hm Hn H1 H2 R. apply realizable_solution in R as (tr & sol). apply (contradiction m n q1 q2 c) with (tr := tr); auto. lia.
Qed.
