(** The checker of adaptive counting for an instance. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Colourings GroupedColourings Rows RowsCheck Adaptive AdaptiveProof.
Import ListNotations.

Definition verify_adaptive (I : instance) (B : adaptive) : bool :=
  match the_task I, restricted I with
  | Task m [n] [q1; q2], lists ls =>
    (epochs I =? 2) && match overrides I with [] => true | _ => false end && (length ls <=? 4) &&
    match nth_error ls 3 with Some (Some _) => false | _ => true end &&
    forallb (fun h => forallb (forallb (fun u => listed_for ls 0 (query u) && listed_for ls 1 (position u))) (orders h)) (phases B) &&
    forallb (fun z => listed_for ls 2 (table_number q1 z)) (tables B) &&
    check_adaptive m n q1 q2 (bits_per_token I) B
  | _, _ => false
  end.

Theorem verify_adaptive_sound I B : verify_adaptive I B = true -> ~ realizable I.
Proof.
  unfold verify_adaptive. destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]] eqn:ET; try discriminate.
  destruct (restricted I) as [ls|] eqn:ER; [|discriminate]. rewrite !andb_true_iff.
  intros [[[[[[C1 C2] C3] C4] C5] C6] V] RI. apply Nat.eqb_eq in C1. apply Nat.leb_le in C3. rewrite forallb_forall in C5, C6.
  assert (two : two_step I m n q1 q2). { constructor; auto. destruct (overrides I); [auto|discriminate]. }
  apply realizable_solution in RI as (tr & sol).
  apply (adaptive_refutes I m n q1 q2 (bits_per_token I) B two eq_refl V (allowed I) tr sol).
  intros u z Hu Hz. destruct (named_ok m n q1 q2 (bits_per_token I) B V u Hu) as (Q1 & Q2 & Q3).
  destruct (valid_facts m n q1 q2 (bits_per_token I) B V) as (_ & VT & _). destruct (VT _ Q3) as [Lt Bt].
  destruct (table_number_entry q1 _ Bt) as [Bz _]. rewrite Lt in Bz.
  apply in_flat_map in Hu as (h & Hh & Hu). apply in_flat_map in Hu as (o & Ho & Hu).
  specialize (C5 h Hh). rewrite forallb_forall in C5. specialize (C5 o Ho). rewrite forallb_forall in C5. specialize (C5 u Hu).
  apply andb_true_iff in C5 as [L0 L1]. specialize (C6 _ (nth_In _ [] Q3)).
  assert (LI : forall p v l, listed_for ls p v = true -> nth_error ls p = Some (Some l) -> In v l).
  { intros p v l H Hl. unfold listed_for in H. rewrite Hl in H. apply existsb_exists in H as (v' & Hv & E). apply N.eqb_eq in E. now subst. }
  unfold allowed. rewrite ET. split; [reflexivity|]. split.
  - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth]; auto.
    change (query u < n * 1)%N. lia.
  - rewrite ER. intros p l Hl. assert (p < length ls) by (apply nth_error_Some; congruence).
    destruct p as [|[|[|[|p]]]]; try lia; unfold held, at_; cbn [nth]; eauto. rewrite Hl in C4. discriminate.
Qed.
