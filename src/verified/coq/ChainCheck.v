(** The checker of chains of inequalities for two steps, with the numbers that src/certify/chain.hpp compares. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep RowsCheck Depth FewValues FirstStep Chain.
Import ListNotations.

Section Check.
  Variables (m n q1 q2 c x0 x1 theta : N).
  Local Open Scope N_scope.

  Definition first_shown (first : first_tables) (t : tail) : bool :=
    match first with
    | one_table => match t with no_tail => true | _ => false end && (x1 =? 1) && (theta <=? x0)
    | random_tuples => rare t q1 theta (x0 * x1) (x1 * (c * n))
    | largest_class => rare t q1 theta (x0 * x1) ((c * n * (x0 * x1) + m - 1) / m)
    end.
  Definition classes_of_tables : N := c * (n + x0 + m * x1 + n * heard_apart c x0).
  (** The cheap comparisons first *)
  Definition check_chain (first : first_tables) (t : tail) : bool :=
    (1 <=? x0) && (1 <=? x1) && (x0 <=? m) && (1 <=? theta) && (theta <=? q1) &&
    (2 ^ classes_of_tables <? q2 ^ (n * theta)) && first_shown first t.
End Check.

Definition verify_chain (I : instance) (K : chain) : bool :=
  match the_task I, restricted I, chain_x K, chain_theta K, chain_tails K with
  | Task m [n] [q1; q2], lists ls, [x0; x1], [theta], [t] =>
    (epochs I <=? 2) && match overrides I with [] => true | _ => false end &&
    forallb (fun l => match l with None => true | Some _ => false end) ls &&
    check_chain m n q1 q2 (bits_per_token I) x0 x1 theta (chain_first K) t
  | _, _, _, _, _ => false
  end.

(** One table shows θ values at θ positions. *)
Lemma one_table_shows m q1 x0 theta : 1 <= theta -> (theta <= x0) -> (N.of_nat x0 <= m)%N -> (N.of_nat theta <= q1)%N ->
  exists t, (t < q1 ^ m)%N /\ theta <= value_count (seen q1 (range (N.of_nat x0)) [t]).
Proof.
  intros H1 H0 Hx Hq. destruct (every_table q1 (fun k => if (k <? N.of_nat theta)%N then k else 0%N) (N.to_nat m)) as (t & T & E); [lia| |].
  { intros k _. destruct (N.ltb_spec k (N.of_nat theta)); lia. }
  rewrite N2Nat.id in T, E. exists t. split; auto. unfold value_count.
  assert (L : length (range (N.of_nat theta)) = theta) by (unfold range; rewrite map_length, seq_length; lia). rewrite <- L.
  apply NoDup_incl_length; [apply range_NoDup|]. intros v Hv. apply range_in in Hv. apply nodup_In. cbn [seen flat_map]. rewrite app_nil_r.
  apply in_map_iff. exists v. split; [|apply range_in; lia]. rewrite E by lia. now rewrite (proj2 (N.ltb_lt _ _) Hv).
Qed.

Theorem verify_chain_sound I K : verify_chain I K = true -> ~ realizable I.
Proof.
  unfold verify_chain. destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]] eqn:ET; try discriminate.
  destruct (restricted I) as [ls|] eqn:ER; [|discriminate].
  destruct (chain_x K) as [|x0 [|x1 [|]]]; try discriminate. destruct (chain_theta K) as [|theta [|]]; try discriminate.
  destruct (chain_tails K) as [|t [|]]; try discriminate. unfold check_chain. rewrite !andb_true_iff, forallb_forall, !N.leb_le, N.ltb_lt.
  intros [[[C1 C2] C3] [[[[[[K1 K2] K3] K4] K5] K6] K7]] RI. apply Nat.leb_le in C1.
  set (c := bits_per_token I) in *. set (J := Instance (Task m [n] [q1; q2]) 2 c (overrides I) (restricted I)).
  assert (RJ : realizable J) by (apply (more_epochs I J); auto).
  assert (two : two_step J m n q1 q2). { constructor; auto. cbn. destruct (overrides I); [auto|discriminate]. }
  apply realizable_solution in RJ as (tr & sol).
  assert (n_positive : (0 < n)%N). { destruct (N.eq_dec n 0) as [->|]; [|lia]. rewrite N.mul_0_l, N.pow_0_r in K6. exfalso. apply N.lt_1_r in K6. revert K6. now apply N.pow_nonzero. }
  assert (q2_positive : (0 < q2)%N). { destruct (N.eq_dec q2 0) as [->|]; [|lia]. rewrite N.pow_0_l in K6 by lia. lia. }
  assert (m_positive : (0 < m)%N) by lia. assert (q1_positive : (0 < q1)%N) by lia.
  assert (A_all : forall w z0 z1 z2, (w < n)%N -> (z0 < m)%N -> (z1 < q1 ^ m)%N -> (z2 < q2 ^ (n * q1))%N -> allowed J (at_ w z0 z1 z2)).
  { intros w z0 z1 z2 Hw H0 H1 H2. split; [reflexivity|]. split.
    - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth]; auto. change (w < n * 1)%N. lia.
    - cbn [restricted J]. rewrite ER. intros p l Hl. apply nth_error_In in Hl. specialize (C3 _ Hl). discriminate. }
  assert (G : exists ps ts, length ps = N.to_nat x0 /\ (forall a, In a ps -> (a < m)%N) /\ length ts = N.to_nat x1 /\ (forall z, In z ts -> (z < q1 ^ m)%N) /\
    (forall z z', In z ts -> In z' ts -> sounds n tr z = sounds n tr z') /\ N.to_nat theta <= value_count (seen q1 ps ts)).
  { set (tables := range (q1 ^ m)). assert (Te : tables <> []).
    { assert (H : In 0%N tables) by (apply range_in, N.neq_0_lt_0, N.pow_nonzero; lia). destruct tables; [destruct H|discriminate]. }
    destruct (large_class tables (sounds n tr) (2 ^ (c * n)) (range_NoDup _) Te) as (z & Hz & Large).
    { apply (sounds_few J m n q1 q2 c two eq_refl (allowed J) tr sol). }
    set (S := filter (fun y => list_eqb (sounds n tr y) (sounds n tr z)) tables) in *.
    assert (Lt : N.of_nat (length tables) = (q1 ^ m)%N) by (unfold tables, range; rewrite map_length, seq_length; apply N2Nat.id). rewrite Lt in Large.
    assert (Sin : forall y, In y S -> (y < q1 ^ m)%N /\ sounds n tr y = sounds n tr z).
    { intros y Hy. apply filter_In in Hy as [Hy E]. split; [now apply range_in|now apply list_eqb_eq]. }
    assert (Ent : forall e, (c * n * (x0 * x1) <= e * m)%N -> rare t q1 theta (x0 * x1) e = true -> exists ps ts, good m q1 (N.to_nat x0) (N.to_nat x1) (N.to_nat theta) S ps ts).
    { intros e He R. apply rare_sound in R; auto. apply (entropy_step m q1 (N.to_nat x0) (N.to_nat x1) (N.to_nat theta) (c * n) e S); auto; try lia.
      - apply NoDup_filter, range_NoDup.
      - intros y Hy. now apply Sin.
      - rewrite <- N2Nat.inj_mul, N2Nat.id. exact R. }
    assert (Good : (exists ps ts, good m q1 (N.to_nat x0) (N.to_nat x1) (N.to_nat theta) S ps ts) ->
      exists ps ts, length ps = N.to_nat x0 /\ (forall a, In a ps -> (a < m)%N) /\ length ts = N.to_nat x1 /\ (forall z, In z ts -> (z < q1 ^ m)%N) /\
      (forall z z', In z ts -> In z' ts -> sounds n tr z = sounds n tr z') /\ N.to_nat theta <= value_count (seen q1 ps ts)).
    { intros (ps & ts & G1 & G2 & G3 & G4 & G5). exists ps, ts. repeat split; auto.
      - intros y Hy. now apply Sin, G4.
      - intros y y' Hy Hy'. apply G4, Sin in Hy as [_ ->]. apply G4, Sin in Hy' as [_ ->]. reflexivity. }
    unfold first_shown in K7. destruct (chain_first K).
    - rewrite !andb_true_iff in K7. destruct K7 as [[_ E1] E2]. apply N.eqb_eq in E1. apply N.leb_le in E2.
      destruct (one_table_shows m q1 (N.to_nat x0) (N.to_nat theta)) as (y & Y1 & Y2); try lia.
      exists (range (N.of_nat (N.to_nat x0))), [y]. repeat split; auto.
      + unfold range. rewrite map_length, seq_length. lia.
      + intros a Ha. apply range_in in Ha. lia.
      + subst x1. reflexivity.
      + intros v [<-|[]]. exact Y1.
      + intros v v' [<-|[]] [<-|[]]. reflexivity.
    - apply Good, (Ent (x1 * (c * n))%N); auto. replace (c * n * (x0 * x1))%N with (x1 * (c * n) * x0)%N by ring. now apply N.mul_le_mono_l.
    - apply Good, (Ent ((c * n * (x0 * x1) + m - 1) / m)%N); auto. set (k := (c * n * (x0 * x1))%N). rewrite N.mul_comm.
      assert (D := N.div_mod' (k + m - 1) m). assert (L := N.mod_lt (k + m - 1) m ltac:(lia)). lia. }
  destruct G as (ps & ts & G1 & G2 & G3 & G4 & G5 & G6).
  apply (chain_refutes J m n q1 q2 c two eq_refl (allowed J) tr sol A_all n_positive m_positive q2_positive ps ts G2 G4) with (theta := N.to_nat theta); auto.
  - intros ->. simpl in G1. lia.
  - intros ->. simpl in G3. lia.
  - unfold bits_said. rewrite G1, G3, !N2Nat.id. exact K6.
Qed.

(** 2,965 tokens, of which c = 10 bits hold any size *)
Theorem depth_separation_55_4_727_1024 : ~ realizable (two_steps 55 4 727 1024 2 10) /\ realizable (two_steps 55 4 727 1024 3 10).
Proof.
  split; [|apply two_steps_in_three; repeat split; vm_compute; congruence].
  apply (verify_chain_sound _ (Inequalities largest_class [55; 8] [180] [exact_tail])%N). vm_compute. reflexivity.
Qed.
