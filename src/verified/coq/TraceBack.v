(** A solution is as good as a protocol: whoever cannot tell two inputs apart says the same on both, so that what is said can
    be looked up by what is known. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace RowsCheck.
Import ListNotations.

Lemma allowed_dec I x : {allowed I x} + {~ allowed I x}.
Proof.
  unfold allowed. set (lst := last (the_task I)).
  destruct (Nat.eq_dec (length x) (S lst)) as [L|L]; [|right; tauto].
  destruct (forallb (fun p => held x p <? domain (the_task I) p)%N (seq 0 (S lst))) eqn:B.
  2: { right. intros (_ & H & _). assert (forallb (fun p => held x p <? domain (the_task I) p)%N (seq 0 (S lst)) = true); [|congruence].
       apply forallb_forall. intros p Hp. apply in_seq in Hp. apply N.ltb_lt, H. lia. }
  assert (B' : forall p, p <= lst -> (held x p < domain (the_task I) p)%N).
  { intros p Hp. rewrite forallb_forall in B. apply N.ltb_lt, B, in_seq. lia. }
  destruct (restricted I) as [ls|xs].
  - destruct (forallb (fun p => match nth_error ls p with Some (Some l) => existsb (N.eqb (held x p)) l | _ => true end) (seq 0 (length ls))) eqn:R.
    + left. split; [exact L|]. split; [exact B'|]. intros p l Hl. rewrite forallb_forall in R.
      assert (Hp : p < length ls) by (apply nth_error_Some; congruence). specialize (R p ltac:(apply in_seq; lia)). rewrite Hl in R.
      apply existsb_exists in R as (v & Hv & E). apply N.eqb_eq in E. now rewrite E.
    + right. intros (_ & _ & H). assert (forallb (fun p => match nth_error ls p with Some (Some l) => existsb (N.eqb (held x p)) l | _ => true end) (seq 0 (length ls)) = true); [|congruence].
      apply forallb_forall. intros p _. destruct (nth_error ls p) as [[l|]|] eqn:Hl; auto. apply existsb_exists. exists (held x p). split; [now apply H|apply N.eqb_refl].
  - destruct (in_dec (list_eq_dec N.eq_dec) x xs); [left; auto|right; tauto].
Qed.

(** All inputs in a list *)
Lemma allowed_list I : exists xs, forall x, In x xs <-> allowed I x.
Proof.
  set (T := the_task I).
  assert (G : forall k, exists xs, forall x : input, length x = k -> (forall p, p < k -> (held x p < domain T p)%N) -> In x xs).
  { assert (H : forall bs : list N, exists xs, forall x : input, length x = length bs -> (forall p, p < length bs -> (held x p < nth p bs 0)%N) -> In x xs).
    { induction bs as [|b bs (xs & H)]; [exists [[]]; intros [|] L; [left; reflexivity|discriminate]|].
      exists (flat_map (fun a => map (cons a) xs) (range b)). intros [|a x] L B; [discriminate|]. simpl in L. injection L as L.
      apply in_flat_map. exists a. split; [apply range_in; exact (B 0 ltac:(simpl; lia))|]. apply in_map, H; auto.
      intros p Hp. exact (B (S p) ltac:(simpl; lia)). }
    intros k. destruct (H (map (domain T) (seq 0 k))) as (xs & K). exists xs. intros x L B. apply K; rewrite map_length, seq_length; auto.
    intros p Hp. rewrite (nth_indep _ 0%N (domain T 0)) by (rewrite map_length, seq_length; lia). rewrite map_nth, seq_nth by lia. now apply B. }
  destruct (G (S (last T))) as (xs & H). exists (filter (fun x => if allowed_dec I x then true else false) xs).
  intros x. rewrite filter_In. destruct (allowed_dec I x) as [A|A]; [|split; [intros [_ Q]; discriminate|tauto]].
  split; auto. intros _. split; auto. destruct A as (L & B & _). apply H; auto. intros p Hp. apply B. fold T. lia.
Qed.

Section Back.
  Variables (I : instance) (tr : trace) (xs : list input).
  Hypothesis sol : solution I (allowed I) tr.
  Hypothesis all : forall x, In x xs <-> allowed I x.
  Let lst := last (the_task I).

  Fixpoint seen (t : nat) (p : player) (x : input) : view :=
    match t with
    | O => View (held x p) []
    | S s => View (own (seen s p x)) (map (fun j => tr t j p x) (senders lst p) :: inbox (seen s p x))
    end.
  Lemma seen_same t p x y : seen t p x = seen t p y <-> same lst tr t p x y.
  Proof.
    revert p; induction t; intros p; cbn [seen same].
    - split; intros H; [now injection H|now rewrite H].
    - split.
      + intros H. injection H as Ho Hm Hi. split.
        * apply IHt. destruct (seen t p x), (seen t p y); simpl in *; congruence.
        * intros j Hj. apply in_senders in Hj. revert j Hj. clear -Hm. induction (senders lst p); simpl in *; intros j Hj; [tauto|].
          injection Hm as ? ?. destruct Hj; subst; auto.
      + intros [H Hs]. apply IHt in H. rewrite H. f_equal. f_equal. apply map_ext_in. intros j Hj. apply Hs. now apply in_senders.
  Qed.

  Definition view_dec (X Y : view) : {X = Y} + {X <> Y}.
  Proof. repeat decide equality; apply N.eq_dec. Defined.
  Definition is_view (X Y : view) : bool := if view_dec X Y then true else false.

  Definition looked_up : protocol := Protocol
    (fun t j i X Y => match find (fun x => is_view (seen (t - 1) j x) X && is_view (seen (t - 1) i x) Y) xs with Some x => tr t j i x | None => 0%N end)
    (fun X => match find (fun x => is_view (seen (epochs I) 0 x) X) xs with Some x => answer (the_task I) x | None => 0%N end).

  Lemma is_view_eq X Y : is_view X Y = true <-> X = Y.
  Proof. unfold is_view. destruct (view_dec X Y); intuition congruence. Qed.

  Lemma knows_seen x : allowed I x -> forall t p, p <= lst -> knows lst looked_up x t p = seen t p x.
  Proof.
    intros Hx. induction t as [|t IH]; intros p Hp; [reflexivity|]. cbn [knows seen]. rewrite IH by auto. f_equal. f_equal.
    apply map_ext_in. intros j Hj. apply in_senders in Hj. rewrite IH by lia. unfold looked_up, says. rewrite Nat.sub_succ, Nat.sub_0_r.
    destruct (find _ xs) as [y|] eqn:F.
    - apply find_some in F as [Hy F]. apply andb_true_iff in F as [F1 F2]. apply is_view_eq, seen_same in F1, F2. apply all in Hy.
      apply (sol_function _ _ _ sol); auto.
    - exfalso. assert (Q := find_none _ _ F x (proj2 (all x) Hx)). cbv beta in Q.
      assert (is_view (seen t j x) (seen t j x) && is_view (seen t p x) (seen t p x) = true) by (apply andb_true_iff; split; now apply is_view_eq). congruence.
  Qed.

  Lemma back : realizable I.
  Proof.
    exists looked_up. split.
    - intros t j i X Y Ht Hj. unfold looked_up, says. destruct (find _ xs); [apply (sol_fits _ _ _ sol); auto|]. apply N.neq_0_lt_0, N.pow_nonzero. lia.
    - intros x Hx. fold lst. rewrite knows_seen by (auto; lia). unfold looked_up, output. destruct (find _ xs) as [y|] eqn:F.
      + apply find_some in F as [Hy F]. apply is_view_eq, seen_same in F. apply all in Hy. now apply (sol_answer _ _ _ sol).
      + exfalso. assert (Q := find_none _ _ F x (proj2 (all x) Hx)). cbv beta in Q.
        assert (is_view (seen (epochs I) 0 x) (seen (epochs I) 0 x) = true) by now apply is_view_eq. congruence.
  Qed.
End Back.

Theorem solution_realizable I tr : solution I (allowed I) tr -> realizable I.
Proof. intros sol. destruct (allowed_list I) as (xs & H). exact (back I tr xs sol H). Qed.
