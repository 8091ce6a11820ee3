(** What refutes an instance on some of its inputs refutes it. *)
From Coq Require Import List NArith Arith PArray Uint63 Lia Bool.
From Arcsat Require Import Model Order Refutation Tables PairsCheck CompactCheck.
Import ListNotations.
Open Scope nat_scope.

(** The same instance with other inputs *)
Definition restrict (I : instance) (to : restriction) : instance :=
  Instance (the_task I) (epochs I) (bits_per_token I) (overrides I) to.

Fixpoint lists_within (ls ls' : list (option (list N))) : bool :=      (* whether ls' allows all that ls does *)
  match ls, ls' with
  | _, [] => true
  | [], l' :: ls' => match l' with None => lists_within [] ls' | Some _ => false end
  | l :: ls, l' :: ls' =>
    match l, l' with
    | _, None => true
    | Some l, Some l' => forallb (fun a => existsb (N.eqb a) l') l
    | None, Some _ => false
    end && lists_within ls ls'
  end.
Fixpoint tuple_eqb (x y : input) : bool :=
  match x, y with [], [] => true | a :: x, b :: y => (a =? b)%N && tuple_eqb x y | _, _ => false end.
Definition restriction_within (r r' : restriction) : bool :=
  match r, r' with
  | lists ls, lists ls' => lists_within ls ls'
  | tuples xs, tuples ys => forallb (fun x => existsb (tuple_eqb x) ys) xs
  | tuples xs, lists ls' => forallb (fun x => lists_within (map (fun a => Some [a]) x) ls') xs
  | lists _, tuples _ => false
  end.

Lemma tuple_eqb_eq x : forall y, tuple_eqb x y = true -> x = y.
Proof.
  induction x as [|a x IH]; intros [|b y] H; try discriminate; auto.
  apply andb_true_iff in H as [H K]. apply N.eqb_eq in H. apply IH in K. congruence.
Qed.

Lemma lists_within_spec ls : forall ls' x, lists_within ls ls' = true ->
  (forall p l, nth_error ls p = Some (Some l) -> In (held x p) l) ->
  forall p l, nth_error ls' p = Some (Some l) -> In (held x p) l.
Proof.
  induction ls as [|o ls IH]; intros ls' x W A p l H.
  - exfalso. revert p W H. clear. induction ls' as [|[l'|] ls' IH]; intros [|p] W H; try discriminate. exact (IH p W H).
  - destruct ls' as [|o' ls']; [destruct p; discriminate|]. cbn [lists_within] in W. apply andb_true_iff in W as [W W'].
    destruct p as [|p].
    + injection H as ->. destruct o as [l0|]; [|discriminate]. specialize (A 0 l0 eq_refl). rewrite forallb_forall in W.
      specialize (W _ A). apply existsb_exists in W as (b & Hb & E). apply N.eqb_eq in E. now rewrite E.
    + assert (K : forall q l, nth_error ls q = Some (Some l) -> In (held (tl x) q) l).
      { intros q l1 Hq. specialize (A (S q) l1 Hq). unfold held in *. destruct x as [|a x]; [|exact A].
        destruct q; exact A. }
      pose proof (IH ls' (tl x) W' K p l H) as R. unfold held in *. destruct x as [|a x]; [destruct p; exact R|exact R].
Qed.

Theorem restricted_refutation I to : restriction_within to (restricted I) = true -> ~ realizable (restrict I to) -> ~ realizable I.
Proof.
  intros W N R. apply N. apply (easier I); auto.
  - intros t j i. apply N.le_refl.
  - intros x (L & B & A). repeat split; auto. cbn [the_task restricted restrict] in *. unfold restriction_within in W.
    destruct to as [ls|xs], (restricted I) as [ls'|ys]; try discriminate.
    + intros p l. now apply (lists_within_spec ls ls' x).
    + rewrite forallb_forall in W. specialize (W x A). intros p l. apply (lists_within_spec _ ls' x W).
      clear. intros p l H. rewrite nth_error_map in H. unfold held. destruct (nth_error x p) as [a|] eqn:E; [|discriminate].
      injection H as <-. left. symmetry. now apply nth_error_nth.
    + rewrite forallb_forall in W. specialize (W x A). apply existsb_exists in W as (y & Hy & E). apply tuple_eqb_eq in E. now subst.
Qed.

Definition verify_part (I : instance) (to : restriction) (proof : stream) : bool :=
  restriction_within to (restricted I) && verify (restrict I to) proof.
Theorem verify_part_sound I to proof : verify_part I to proof = true -> ~ realizable I.
Proof. intros H. apply andb_true_iff in H as [W V]. apply (restricted_refutation I to W). now apply verify_sound in V. Qed.

Definition verify_compact_part (I : instance) (to : restriction) (P : plan) (W : list (player * player)) (labels : bool)
    (renamings : list (array int)) (proof : stream) : bool :=
  restriction_within to (restricted I) && verify_compact (restrict I to) P W labels renamings proof.
Theorem verify_compact_part_sound I to P W labels renamings proof :
  verify_compact_part I to P W labels renamings proof = true -> ~ realizable I.
Proof. intros H. apply andb_true_iff in H as [H V]. apply (restricted_refutation I to H). now apply verify_compact_sound in V. Qed.
