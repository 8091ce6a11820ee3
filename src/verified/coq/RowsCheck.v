(** The checker of refutations row by row, for an instance and for every n from one on. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace AtMost CountingCheck TwoStep Rows.
Import ListNotations.

Definition range (k : N) : list N := map N.of_nat (seq 0 (N.to_nat k)).
Lemma range_in k v : In v (range k) <-> (v < k)%N.
Proof.
  unfold range. rewrite in_map_iff. split.
  - intros (a & <- & Ha). apply in_seq in Ha. lia.
  - intros H. exists (N.to_nat v). split; [apply N2Nat.id|]. apply in_seq. lia.
Qed.
Lemma range_NoDup k : NoDup (range k).
Proof. apply NoDup_map_in; [intros x y _ _; apply Nat2N.inj|apply seq_NoDup]. Qed.

(** As many tables z_2 as there are lists of rows *)
Lemma all_rows q1 q2 n ws : (0 < q2)%N -> NoDup ws -> (forall w, In w ws -> (w < n)%N) -> exists zs,
  NoDup (map (fun z => map (fun w => row_at q1 q2 w z) ws) zs) /\ N.of_nat (length zs) = (q2 ^ (N.of_nat (length ws) * q1))%N /\
  forall z, In z zs -> (z < q2 ^ (n * q1))%N.
Proof.
  intros Hq D B. set (ps := flat_map (fun w => map (fun i => w * q1 + i)%N (range q1)) ws).
  assert (Inj : forall w w' i i', (i < q1)%N -> (i' < q1)%N -> (w * q1 + i = w' * q1 + i')%N -> w = w' /\ i = i').
  { intros w w' i i' Hi Hi' E. apply (N.div_mod_unique q1 w w' i i'); lia. }
  destruct (tables_at q2 (n * q1) ps Hq) as (zs & Z1 & Z2 & Z3).
  - unfold ps. clear B ps. induction ws as [|w l IH]; [constructor|]. inversion D as [|? ? ND D']; subst. cbn [flat_map].
    assert (App : forall a b : list N, NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b)).
    { clear. induction a as [|v a IH]; intros b Da Db H; simpl; auto. inversion Da; subst. constructor.
      - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
      - apply IH; auto. intros u Hu. apply H. now right. }
    apply App; auto.
    + apply NoDup_map_in; [|apply range_NoDup]. intros i i' _ _ E. lia.
    + intros v Hv F. apply in_map_iff in Hv as (i & <- & Hi). apply in_flat_map in F as (w' & Hw' & F). apply in_map_iff in F as (i' & E & Hi').
      apply range_in in Hi, Hi'. destruct (Inj w' w i' i Hi' Hi E) as [-> _]. contradiction.
  - intros p Hp. apply in_flat_map in Hp as (w & Hw & Hp). apply in_map_iff in Hp as (i & <- & Hi). apply range_in in Hi. specialize (B w Hw). nia.
  - exists zs. split; [|split; auto].
    + clear -Z1. induction zs as [|z zs IH]; simpl in *; constructor; inversion Z1 as [|? ? ND D]; subst; auto.
      intros F. apply ND. apply in_map_iff in F as (z' & E & Hz'). apply in_map_iff. exists z'. split; auto.
      apply map_ext_in. intros p Hp. apply in_flat_map in Hp as (w & Hw & Hp). apply in_map_iff in Hp as (i & <- & Hi).
      assert (E' := same_map _ _ _ E w Hw). exact (same_map _ _ _ E' i Hi).
    + rewrite Z2. f_equal. unfold ps. clear. induction ws as [|w l IH]; [reflexivity|]. cbn [flat_map length]. rewrite app_length, map_length.
      unfold range at 1. rewrite map_length, seq_length. lia.
Qed.

Definition listed_for (ls : list (option (list N))) (p : nat) (v : N) : bool :=
  match nth_error ls p with Some (Some l) => existsb (N.eqb v) l | _ => true end.

Definition verify_rows (I : instance) (R : row_certificate) : bool :=
  match the_task I, restricted I with
  | Task m [n] [q1; q2], lists ls =>
    (epochs I =? 2) && match overrides I with [] => true | _ => false end && (length ls <=? 4) &&
    match nth_error ls 3 with Some (Some _) => false | _ => true end &&
    forallb (listed_for ls 1) (row_z0 R) && forallb (fun z => listed_for ls 2 (table_number q1 z)) (row_z1 R) &&
    let queries := match nth_error ls 0 with Some (Some l) => N.of_nat (length (nodup N.eq_dec (filter (fun w => w <? n)%N l))) | _ => n end in
    check_rows m q1 q2 (bits_per_token I) R queries
  | _, _ => false
  end.

Theorem verify_rows_sound I R : verify_rows I R = true -> ~ realizable I.
Proof.
  unfold verify_rows. destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]] eqn:ET; try discriminate.
  destruct (restricted I) as [ls|] eqn:ER; [|discriminate]. rewrite !andb_true_iff.
  intros [[[[[[C1 C2] C3] C4] C5] C6] C7] RI. apply Nat.eqb_eq in C1. apply Nat.leb_le in C3.
  rewrite forallb_forall in C5, C6.
  assert (two : two_step I m n q1 q2). { constructor; auto. destruct (overrides I); [auto|discriminate]. }
  set (ws := match nth_error ls 0 with Some (Some l) => nodup N.eq_dec (filter (fun w => w <? n)%N l) | _ => range n end).
  set (k := match nth_error ls 0 with Some (Some l) => _ | _ => n end) in C7.
  assert (W : NoDup ws /\ N.of_nat (length ws) = k /\ forall w, In w ws -> (w < n)%N /\ forall l, nth_error ls 0 = Some (Some l) -> In w l).
  { unfold ws, k. destruct (nth_error ls 0) as [[l|]|]; (split; [apply range_NoDup || apply NoDup_nodup|split]);
      try (unfold range; rewrite map_length, seq_length; lia); try reflexivity; intros w Hw;
      try (apply range_in in Hw; split; [exact Hw|discriminate]).
    apply nodup_In, filter_In in Hw as [Hw Q]. split; [now apply N.ltb_lt|]. intros l' E. now injection E as <-. }
  destruct W as (W1 & W2 & W3). unfold check_rows in C7. rewrite !andb_true_iff in C7. destruct C7 as [[V K] F]. apply N.ltb_lt in K.
  destruct (valid_parts I m q1 q2 (bits_per_token I) R eq_refl V) as (V1 & _ & _ & V4 & _ & _ & Hq).
  destruct (all_rows q1 q2 n ws Hq W1) as (zs & Z1 & Z2 & Z3); [intros w Hw; now apply W3|].
  apply realizable_solution in RI as (tr & sol).
  apply (rows_refute I m n q1 q2 (bits_per_token I) R two eq_refl V (allowed I) tr ws zs sol) with (k := k); auto; [|intros w Hw; now apply W3|now rewrite Z2, W2].
  intros w z0 z1 z2 Hw Hz0 Hz1 Hz2. destruct (W3 w Hw) as [Bw Lw]. specialize (Z3 z2 Hz2).
  apply in_map_iff in Hz1 as (vs & <- & Hvs). destruct (V4 vs Hvs) as [Lvs Bvs].
  destruct (table_number_entry q1 vs Bvs) as [Bz1 _]. rewrite Lvs in Bz1. specialize (V1 z0 Hz0).
  unfold allowed. rewrite ET. split; [reflexivity|]. split.
  - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth].
    + change (w < n * 1)%N. lia.
    + exact V1.
    + exact Bz1.
    + exact Z3.
  - rewrite ER. intros p l Hl. assert (p < length ls) by (apply nth_error_Some; congruence).
    destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth].
    + now apply Lw.
    + specialize (C5 z0 Hz0). unfold listed_for in C5. rewrite Hl in C5. apply existsb_exists in C5 as (v & Hv & E). apply N.eqb_eq in E. now subst.
    + specialize (C6 vs Hvs). unfold listed_for in C6. rewrite Hl in C6. apply existsb_exists in C6 as (v & Hv & E). apply N.eqb_eq in E. now rewrite E.
    + rewrite Hl in C4. discriminate.
Qed.

(** ** Every n from one on *)

Lemma refutes_more m q2 c R n n' parts : (n <= n')%N -> refutes m q2 c R n parts = true -> refutes m q2 c R n' parts = true.
Proof.
  unfold refutes. rewrite !N.ltb_lt. intros L H. set (u := units parts) in *. set (v := N.of_nat (length (covered R parts))) in *.
  assert (S : (2 ^ (c * u) < q2 ^ v)%N).
  { apply N.nle_gt. intros F. apply (N.pow_le_mono_l _ _ n) in F. rewrite <- !N.pow_mul_r in F.
    assert (2 ^ (c * u * n) <= 2 ^ (c * (ahead m R + u * n)))%N by (apply N.pow_le_mono_r; lia). lia. }
  replace n' with (n + (n' - n))%N by lia. set (d := (n' - n)%N).
  replace (c * (ahead m R + u * (n + d)))%N with (c * (ahead m R + u * n) + c * u * d)%N by lia.
  replace (v * (n + d))%N with (v * n + v * d)%N by lia.
  rewrite !N.pow_add_r, (N.pow_mul_r 2 (c * u)), (N.pow_mul_r q2 v d).
  assert (P : (0 < (2 ^ (c * u)) ^ d)%N) by (apply N.neq_0_lt_0, N.pow_nonzero, N.pow_nonzero; lia).
  assert (M : ((2 ^ (c * u)) ^ d <= (q2 ^ v) ^ d)%N) by (apply N.pow_le_mono_l; lia).
  eapply N.lt_le_trans; [apply N.mul_lt_mono_pos_r; [exact P|exact H]|]. apply N.mul_le_mono_l. exact M.
Qed.

Theorem rows_from m q1 q2 c R n : check_rows m q1 q2 c R n = true ->
  forall n', (n <= n')%N -> ~ realizable (Instance (Task m [n'] [q1; q2]) 2 c [] (lists [])).
Proof.
  unfold check_rows. rewrite !andb_true_iff, !forallb_forall. intros [[V K] F] n' L. apply N.ltb_lt in K.
  apply (verify_rows_sound _ R). unfold verify_rows. cbn [the_task restricted epochs overrides bits_per_token length nth_error].
  unfold check_rows. rewrite V. assert (Q : (0 <? n')%N = true) by (apply N.ltb_lt; lia). rewrite Q.
  assert (G : forallb (refutes m q2 c R n') (templates R) = true).
  { apply forallb_forall. intros T HT. apply (refutes_more m q2 c R n); auto. }
  rewrite G. assert (T1 : forallb (listed_for [] 1) (row_z0 R) = true) by (apply forallb_forall; reflexivity).
  assert (T2 : forallb (fun z => listed_for [] 2 (table_number q1 z)) (row_z1 R) = true) by (apply forallb_forall; reflexivity).
  rewrite T1, T2. reflexivity.
Qed.
