(** Refutation by the induction of Chen, Peng and Wu for two steps: the claim of src/certify/chain.hpp, and its checker.

    Some tables z_1 that sound alike to player -1 show θ values at some positions z_0. Few things are said of z_2 in the
    runs with these, and what is said determines n·θ of its entries. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Rows RowsCheck FewValues FirstStep.
Import ListNotations.

Inductive first_tables := one_table | random_tuples | largest_class.
Record chain := Inequalities { chain_first : first_tables; chain_x : list N; chain_theta : list N; chain_tails : list tail }.

Section Sound.
  Variables (I : instance) (m n q1 q2 c : N).
  Hypothesis two : two_step I m n q1 q2.
  Hypothesis Hc : bits_per_token I = c.
  Variables (A : input -> Prop) (tr : trace).
  Hypothesis sol : solution I A tr.

  Lemma said_low t j i x : 1 <= t <= 2 -> i < j <= 3 -> i < 2 -> (tr t j i x < 2 ^ c)%N.
  Proof. intros Ht Hj Hi. rewrite <- Hc, <- (width_low I m n q1 q2 two t j i Hi). now apply (said_fits I m n q1 q2 two A). Qed.

  (** ** What player -1 hears of z_1 in epoch 1 *)

  Definition sounds (z1 : N) : list N := map (fun w => tr 1 2 0 (at_ w 0 z1 0)) (range n).
  Lemma sounds_few l : atmost l sounds (2 ^ (c * n)).
  Proof.
    assert (E : (2 ^ (c * n))%N = product (repeat (2 ^ c)%N (N.to_nat n))) by now rewrite product_repeat, N2Nat.id, N.pow_mul_r.
    rewrite E. apply atmost_lists. intros z _. unfold sounds, range. rewrite map_map.
    assert (G : forall l, length l = N.to_nat n -> Forall2 (fun b v => (v < b)%N) (repeat (2 ^ c)%N (N.to_nat n)) (map (fun w => tr 1 2 0 (at_ (N.of_nat w) 0 z 0)) l)).
    { generalize (N.to_nat n) as k. induction k as [|k IH]; intros [|w l'] L; try discriminate; constructor; [apply said_low; lia|apply IH; now injection L]. }
    apply G, seq_length.
  Qed.

  Hypothesis A_all : forall w z0 z1 z2, (w < n)%N -> (z0 < m)%N -> (z1 < q1 ^ m)%N -> (z2 < q2 ^ (n * q1))%N -> A (at_ w z0 z1 z2).
  Hypothesis n_positive : (0 < n)%N.
  Hypothesis m_positive : (0 < m)%N.
  Hypothesis q2_positive : (0 < q2)%N.

  Lemma some_z2 : (0 < q2 ^ (n * q1))%N.
  Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.

  Lemma sounds_alike z1 z1' : (z1 < q1 ^ m)%N -> (z1' < q1 ^ m)%N -> sounds z1 = sounds z1' -> forall w a a' z z', (w < n)%N -> (a < m)%N -> (a' < m)%N ->
    (z < q2 ^ (n * q1))%N -> (z' < q2 ^ (n * q1))%N -> tr 1 2 0 (at_ w a z1 z) = tr 1 2 0 (at_ w a' z1' z').
  Proof.
    intros H H' E w a a' z z' Hw Ha Ha' Hz Hz'. assert (K := same_map _ _ _ E w (proj2 (range_in n w) Hw)). cbv beta in K. assert (Z := some_z2).
    rewrite (first_said I m n q1 q2 two A tr sol 2 0 (at_ w a z1 z) (at_ w 0 z1 0)) by (auto; lia). rewrite K.
    apply (first_said I m n q1 q2 two A tr sol); auto; lia.
  Qed.

  (** ** What is said of z_2 with these positions and tables *)

  Variables (ps ts : list N).
  Hypothesis ps_below : forall a, In a ps -> (a < m)%N.
  Hypothesis ts_below : forall t, In t ts -> (t < q1 ^ m)%N.
  Hypothesis ps_some : ps <> [].
  Hypothesis ts_some : ts <> [].
  Hypothesis ts_alike : forall t t', In t ts -> In t' ts -> sounds t = sounds t'.

  Let a0 := hd 0%N ps.
  Let t0 := hd 0%N ts.
  Lemma a0_in : In a0 ps. Proof. unfold a0. destruct ps; [congruence|now left]. Qed.
  Lemma t0_in : In t0 ts. Proof. unfold t0. destruct ts; [congruence|now left]. Qed.

  (** min(x, C) *)
  Definition heard_apart (x : N) : N := if (N.size x <=? c)%N then x else N.min x (2 ^ c).
  Lemma heard_apart_min x : heard_apart x = N.min x (2 ^ c).
  Proof.
    unfold heard_apart. destruct (N.leb_spec (N.size x) c) as [H|]; auto. rewrite N.min_l; auto.
    apply N.lt_le_incl. eapply N.lt_le_trans; [apply N.size_gt|]. apply N.pow_le_mono_r; lia.
  Qed.

  (** Of each query, positions that stand for all that player 0 says to player -1 in epoch 1 *)
  Lemma first_words : exists us, (N.of_nat (length us) <= n * heard_apart (N.of_nat (length ps)))%N /\ (forall u, In u us -> (fst u < n)%N /\ In (snd u) ps) /\
    forall w a, (w < n)%N -> In a ps -> exists a', In (w, a') us /\ tr 1 1 0 (at_ w a t0 0) = tr 1 1 0 (at_ w a' t0 0).
  Proof.
    assert (G : forall l, (forall w, In w l -> (w < n)%N) -> exists us, (N.of_nat (length us) <= N.of_nat (length l) * heard_apart (N.of_nat (length ps)))%N /\
      (forall u, In u us -> (fst u < n)%N /\ In (snd u) ps) /\
      forall w a, In w l -> In a ps -> exists a', In (w, a') us /\ tr 1 1 0 (at_ w a t0 0) = tr 1 1 0 (at_ w a' t0 0)).
    { induction l as [|w l IH]; intros Hl; [exists []; split; [cbn; lia|split; [intros u []|intros w a []]]|].
      destruct IH as (us & U1 & U2 & U3); [intros x Hx; apply Hl; now right|].
      destruct (representatives _ _ N.eq_dec ps (fun a => tr 1 1 0 (at_ w a t0 0))) as (r & R1 & R2 & R3).
      assert (F : (N.of_nat (length r) <= heard_apart (N.of_nat (length ps)))%N).
      { rewrite heard_apart_min. apply N.min_glb.
        - assert (length r <= length ps); [|lia]. apply NoDup_incl_length; auto. now apply NoDup_map_inv in R2.
        - rewrite <- (map_length (fun a => tr 1 1 0 (at_ w a t0 0)) r). apply below_count; auto. intros v Hv. apply in_map_iff in Hv as (a & <- & _).
          apply said_low; lia. }
      exists (map (pair w) r ++ us). split; [|split].
      - rewrite app_length, map_length. cbn [length]. lia.
      - intros u Hu. apply in_app_or in Hu as [Hu|Hu]; auto. apply in_map_iff in Hu as (a & <- & Ha). split; [apply Hl; now left|now apply R1].
      - intros w' a [->|Hw'] Ha.
        + destruct (R3 a Ha) as (a' & Ha' & E). exists a'. split; auto. apply in_or_app. left. now apply in_map.
        + destruct (U3 w' a Hw' Ha) as (a' & Ha' & E). exists a'. split; auto. apply in_or_app. now right. }
    destruct (G (range n)) as (us & U1 & U2 & U3); [intros w Hw; now apply range_in|].
    exists us. split; [|split; auto].
    - unfold range in U1. rewrite map_length, seq_length, N2Nat.id in U1. exact U1.
    - intros w a Hw Ha. apply U3; auto. now apply range_in.
  Qed.

  Definition bits_said : N := (c * (n + N.of_nat (length ps) + m * N.of_nat (length ts) + n * heard_apart (N.of_nat (length ps))))%N.

  Lemma repeated {X} (f : X -> N) b l : (forall x, In x l -> (f x < b)%N) -> Forall2 (fun b v => (v < b)%N) (repeat b (length l)) (map f l).
  Proof. induction l as [|x l IH]; intros H; cbn [length repeat map]; constructor; [apply H; now left|apply IH; intros; apply H; now right]. Qed.

  Lemma answers_few zs : (forall z, In z zs -> (z < q2 ^ (n * q1))%N) -> forall places,
    (forall p, In p places -> exists w a t, (w < n)%N /\ In a ps /\ In t ts /\ p = (w * q1 + entry q1 t a)%N) ->
    atmost zs (fun z => map (entry q2 z) places) (2 ^ bits_said).
  Proof.
    intros Hzs places Hp. destruct first_words as (us & U1 & U2 & U3). assert (Z := some_z2). assert (Ha0 := a0_in). assert (Ht0 := t0_in).
    set (said := fun z => map (fun w => tr 1 3 0 (at_ w a0 t0 z)) (range n) ++ map (fun a => tr 1 3 1 (at_ 0 a t0 z)) ps ++
                          map (fun t => tr 1 3 2 (at_ 0 a0 t z)) ts ++ map (fun u => tr 2 3 0 (at_ (fst u) (snd u) t0 z)) us).
    apply (atmost_follows _ _ _ zs _ said).
    - intros z z' Hz Hz' E. apply Hzs in Hz, Hz'. apply map_ext_in. intros p P. destruct (Hp p P) as (w & a & t & Hw & Ha & Ht & ->). clear P Hp.
      unfold said in E. apply same_maps in E as [E1 E]. apply same_maps in E as [E2 E]. apply same_maps in E as [E3 E4].
      assert (E4' := same_map _ _ _ E4). cbv beta in E1, E2, E3, E4'. clear E4.
      assert (S : answer (the_task I) (at_ w a t z) = answer (the_task I) (at_ w a t z')).
      { apply (same_answer I m n q1 q2 two A tr sol); auto.
        - rewrite (first_said I m n q1 q2 two A tr sol 3 0 (at_ w a t z) (at_ w a0 t0 z)) by (auto; lia). rewrite E1 by (now apply range_in).
          apply (first_said I m n q1 q2 two A tr sol); auto; lia.
        - rewrite (first_said I m n q1 q2 two A tr sol 3 1 (at_ w a t z) (at_ 0 a t0 z)) by (auto; lia). rewrite E2 by auto.
          apply (first_said I m n q1 q2 two A tr sol); auto; lia.
        - destruct (U3 w a Hw Ha) as (a' & Ha' & Ea). destruct (U2 _ Ha') as [_ Hin]. cbn [snd] in Hin.
          assert (M : forall y, (y < q2 ^ (n * q1))%N -> tr 2 3 0 (at_ w a t y) = tr 2 3 0 (at_ w a' t0 y)).
          { intros y Hy. apply (one_b2 I m n q1 q2 two A tr sol); auto.
            - rewrite (first_said I m n q1 q2 two A tr sol 1 0 (at_ w a t y) (at_ w a t0 0)) by (auto; lia). rewrite Ea.
              apply (first_said I m n q1 q2 two A tr sol); auto; lia.
            - apply sounds_alike; auto. }
          rewrite (M z Hz), (M z' Hz'). exact (E4' (w, a') Ha').
        - left. rewrite (first_said I m n q1 q2 two A tr sol 3 2 (at_ w a t z) (at_ 0 a0 t z)) by (auto; lia). rewrite E3 by auto.
          apply (first_said I m n q1 q2 two A tr sol); auto; lia. }
      rewrite !(answer_at I m n q1 q2 two), (N.mod_small w n) in S by auto. exact S.
    - apply (atmost_more _ _ _ _ (product (repeat (2 ^ c) (length (range n)) ++ repeat (2 ^ c) (length ps) ++ repeat (2 ^ (c * m)) (length ts) ++ repeat (2 ^ c) (length us)))%N).
      + rewrite !product_app, !product_repeat, <- !N.pow_mul_r, <- !N.pow_add_r. apply N.pow_le_mono_r; [discriminate|]. unfold bits_said.
        assert (L : N.of_nat (length (range n)) = n) by (unfold range; rewrite map_length, seq_length; lia). rewrite L.
        assert (c * N.of_nat (length us) <= c * (n * heard_apart (N.of_nat (length ps))))%N by (now apply N.mul_le_mono_l). lia.
      + apply atmost_lists. intros z _. unfold said. repeat apply Forall2_app; apply repeated; intros x _; try (apply said_low; lia).
        rewrite <- Hc, <- (width_2 I m n q1 q2 two 1 3). apply (said_fits I m n q1 q2 two A); auto; lia.
  Qed.

  Theorem chain_refutes theta : theta <= value_count (seen q1 ps ts) -> (2 ^ bits_said < q2 ^ (n * N.of_nat theta))%N -> False.
  Proof.
    intros Ht Lt. set (vs := firstn theta (nodup N.eq_dec (seen q1 ps ts))). set (places := flat_map (fun w => map (fun v => w * q1 + v)%N vs) (range n)).
    assert (q1_positive : (0 < q1)%N).
    { assert (Ha := ps_below _ a0_in). assert (T := ts_below _ t0_in). destruct (N.eq_dec q1 0) as [->|]; [|lia].
      rewrite N.pow_0_l in T by lia. lia. }
    assert (V : NoDup vs /\ forall v, In v vs -> In v (seen q1 ps ts)).
    { unfold vs. assert (D := NoDup_nodup N.eq_dec (seen q1 ps ts)). rewrite <- (firstn_skipn theta (nodup N.eq_dec (seen q1 ps ts))) in D. split.
      - revert D. generalize (firstn theta (nodup N.eq_dec (seen q1 ps ts))) (skipn theta (nodup N.eq_dec (seen q1 ps ts))). clear. intros l l'. induction l as [|v l IH]; [constructor|].
        intros H. inversion H as [|? ? Nv D]; subst. constructor; auto. intros F. apply Nv, in_or_app. now left.
      - intros v Hv. apply (nodup_In N.eq_dec). rewrite <- (firstn_skipn theta (nodup N.eq_dec (seen q1 ps ts))). apply in_or_app. now left. }
    destruct V as [V1 V2]. assert (Lv : length vs = theta) by (unfold vs, value_count in *; rewrite firstn_length; lia).
    assert (Vq : forall v, In v vs -> (v < q1)%N).
    { intros v Hv. apply V2, in_flat_map in Hv as (t & _ & Hv). apply in_map_iff in Hv as (a & <- & _). apply N.mod_lt. lia. }
    assert (Pl : forall p, In p places -> exists w a t, (w < n)%N /\ In a ps /\ In t ts /\ p = (w * q1 + entry q1 t a)%N).
    { intros p Hp. apply in_flat_map in Hp as (w & Hw & Hp). apply in_map_iff in Hp as (v & <- & Hv). apply V2, in_flat_map in Hv as (t & Ht' & Hv).
      apply in_map_iff in Hv as (a & <- & Ha). exists w, a, t. split; [now apply range_in|auto]. }
    assert (D : NoDup places).
    { unfold places. assert (Dr := range_NoDup n). clear -V1 Vq Dr. induction (range n) as [|w l IH]; [constructor|]. inversion Dr as [|? ? Nw Dl]; subst. cbn [flat_map].
      apply NoDup_app_disjoint; auto.
      - apply NoDup_map_in; auto. intros v v' _ _ E. lia.
      - intros p Hp F. apply in_map_iff in Hp as (v & <- & Hv). apply in_flat_map in F as (w' & Hw' & F). apply in_map_iff in F as (v' & E & Hv').
        destruct (N.div_mod_unique q1 w' w v' v) as [-> _]; auto. lia. }
    assert (Len : N.of_nat (length places) = (n * N.of_nat theta)%N).
    { assert (L : N.of_nat (length (range n)) = n) by (unfold range; rewrite map_length, seq_length; lia). rewrite <- L at 1. unfold places. rewrite <- Lv. clear.
      induction (range n) as [|w l IH]; [reflexivity|]. cbn [flat_map length]. rewrite app_length, map_length. lia. }
    destruct (tables_at q2 (n * q1) places q2_positive D) as (zs & Z1 & Z2 & Z3).
    { intros p Hp. destruct (Pl p Hp) as (w & a & t & Hw & _ & _ & ->). assert (entry q1 t a < q1)%N by (apply N.mod_lt; lia). nia. }
    assert (F := answers_few zs Z3 places Pl zs (incl_refl _) Z1). rewrite Z2, Len in F. lia.
  Qed.
End Sound.
