(** The checker of counting with weights. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Rows RowsCheck Leaves Shearer Weighted.
Import ListNotations.

Definition queries_allowed (n : N) (ls : list (option (list N))) : list N :=
  match nth_error ls 0 with Some (Some l) => nodup N.eq_dec (filter (fun w => w <? n)%N l) | _ => range n end.

(** So many queries of the allowed ones as the bound says; which they are does not matter. *)
Definition verify_weighted (I : instance) (B : weighted) : bool :=
  match the_task I, restricted I with
  | Task m [n] [q1; q2], lists ls =>
    (epochs I =? 2) && match overrides I with [] => true | _ => false end && (length ls <=? 4) &&
    match nth_error ls 3 with Some (Some _) => false | _ => true end &&
    forallb (listed_for ls 1) (w_z0 B) && forallb (fun t => listed_for ls 2 (table_number q1 (fst t))) (w_tables B) &&
    match nth_error ls 0 with Some (Some _) => w_queries B <=? length (queries_allowed n ls) | _ => (N.of_nat (w_queries B) <=? n)%N end &&
    check_weighted m q1 q2 (bits_per_token I) B (N.of_nat (w_queries B))
  | _, _ => false
  end.

Lemma queries_allowed_spec n ls : NoDup (queries_allowed n ls) /\ forall w, In w (queries_allowed n ls) -> (w < n)%N /\ forall l, nth_error ls 0 = Some (Some l) -> In w l.
Proof.
  unfold queries_allowed. destruct (nth_error ls 0) as [[l|]|]; (split; [apply range_NoDup || apply NoDup_nodup|]); intros w Hw;
    try (apply range_in in Hw; split; [exact Hw|discriminate]).
  apply nodup_In, filter_In in Hw as [Hw Q]. split; [now apply N.ltb_lt|]. intros l' E. now injection E as <-.
Qed.

Theorem verify_weighted_sound I B : verify_weighted I B = true -> ~ realizable I.
Proof.
  unfold verify_weighted. destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]] eqn:ET; try discriminate.
  destruct (restricted I) as [ls|] eqn:ER; [|discriminate]. rewrite !andb_true_iff.
  intros [[[[[[[C1 C2] C3] C4] C5] C6] C7] C8] RI. apply Nat.eqb_eq in C1. apply Nat.leb_le in C3.
  rewrite forallb_forall in C5, C6.
  assert (two : two_step I m n q1 q2). { constructor; auto. destruct (overrides I); [auto|discriminate]. }
  set (ws := firstn (w_queries B) (queries_allowed n ls)). destruct (queries_allowed_spec n ls) as [W1 W2].
  assert (Lw : length ws = w_queries B).
  { unfold ws. rewrite firstn_length. unfold queries_allowed in *. destruct (nth_error ls 0) as [[l|]|]; [apply Nat.leb_le in C7; lia| |];
      apply N.leb_le in C7; unfold range; rewrite map_length, seq_length; lia. }
  assert (W : NoDup ws /\ forall w, In w ws -> In w (queries_allowed n ls)).
  { unfold ws. rewrite <- (firstn_skipn (w_queries B) (queries_allowed n ls)) in W1. split.
    - revert W1. generalize (skipn (w_queries B) (queries_allowed n ls)). clear. intros l. induction (firstn _ _) as [|w a IH]; [constructor|]. intros H.
      inversion H as [|? ? Nw D]; subst. constructor; auto. intros F. apply Nw, in_or_app. now left.
    - intros w Hw. rewrite <- (firstn_skipn (w_queries B) (queries_allowed n ls)). apply in_or_app. now left. }
  destruct W as [W3 W4]. assert (Chk := C8). unfold check_weighted in Chk. rewrite !andb_true_iff in Chk. destruct Chk as [[V K] _]. apply N.ltb_lt in K.
  destruct (ok_parts m q1 q2 B V) as (V1 & _ & _ & _ & Hq & V6).
  assert (Below : forall w, In w ws -> (w < n)%N) by (intros w Hw; now apply W2, W4).
  destruct (tables_at q2 (n * q1) (places q1 ws) Hq (places_NoDup q1 ws W3)) as (zs & Z1 & Z2 & Z3).
  { intros u Hu. apply places_in in Hu as (w & i & Hw & Hi & ->). specialize (Below w Hw). nia. }
  apply realizable_solution in RI as (tr & sol).
  apply (weighted_refutes I m n q1 q2 (bits_per_token I) B two eq_refl V (allowed I) tr ws zs sol); auto; try (rewrite Lw; auto; fail).
  intros w z0 z1 z2 Hw Hz0 Hz1 Hz2. destruct (W2 w (W4 w Hw)) as [Bw Lsw]. specialize (Z3 z2 Hz2).
  apply in_map_iff in Hz1 as (t & <- & Ht). destruct (V6 t Ht) as [Lvs Bvs].
  destruct (table_number_entry q1 (fst t) Bvs) as [Bz1 _]. rewrite Lvs in Bz1. specialize (V1 z0 Hz0).
  unfold allowed. rewrite ET. split; [reflexivity|]. split.
  - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth].
    + change (w < n * 1)%N. lia.
    + exact V1.
    + exact Bz1.
    + exact Z3.
  - rewrite ER. intros p l Hl. assert (p < length ls) by (apply nth_error_Some; congruence).
    destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth].
    + now apply Lsw.
    + specialize (C5 z0 Hz0). unfold listed_for in C5. rewrite Hl in C5. apply existsb_exists in C5 as (v & Hv & E). apply N.eqb_eq in E. now subst.
    + specialize (C6 t Ht). unfold listed_for in C6. rewrite Hl in C6. apply existsb_exists in C6 as (v & Hv & E). apply N.eqb_eq in E. now rewrite E.
    + rewrite Hl in C4. discriminate.
Qed.
