(** Witnesses for encoders and chains of thought: tables of messages and thoughts, run on every allowed input. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Scheme Witness.
Import ListNotations.

Section Run.
  Variables (M : model) (I : instance) (w : witness) (ts : list (nat * row_tree)).     (* the table of each thought *)

  (** A row that is absent counts as 0, and so does a value for which there is no room; an answer that is absent is wrong. *)
  Definition fitting (v bits : N) : N := if (N.size v <=? bits)%N then v else 0%N.
  Definition tables_with : protocol := Protocol
    (fun t j i X Y =>
       match find (fun u => (epoch_of u =? t) && (sender u =? j) && (receiver u =? i)) (message_tables w) with
       | None => 0%N
       | Some u => match look_up (table u) ((own X :: Witness.heard X) ++ (own Y :: Witness.heard Y)) with Some v => fitting v (room I t j i) | None => 0%N end
       end)
    (fun X => match look_up (answer_table w) (own X :: Witness.heard X) with Some v => v | None => List.last (q (the_task I)) 0%N end).
  Definition think_with (s : nat) (X : view) : N :=
    match find (fun u => fst u =? s) ts with
    | None => 0%N
    | Some u =>
      match look_up (snd u) (own X :: Witness.heard X), M with
      | Some v, Chain _ (Some b) => fitting v b
      | Some v, _ => v
      | None, _ => 0%N
      end
    end.

  Fixpoint all_of (choices : list (list N)) : list input :=
    match choices with [] => [[]] | l :: choices => flat_map (fun a => map (cons a) (all_of choices)) l end.
  Definition all_inputs : list input :=
    match restricted I with
    | lists ls => all_of (map (may_hold I ls) (seq 0 (S (last (the_task I)))))
    | tuples xs => xs
    end.
  Definition right_with (x : input) : bool :=
    let lst := last (the_task I) in let hear := hears M lst in
    (output tables_with (sees hear tables_with (holding hear lst (epochs I) tables_with think_with x (thoughts M)) (epochs I) (speaker lst (thoughts M)))
     =? answer (the_task I) x)%N.
  Definition verify_witness_with : bool := forallb right_with all_inputs.

  Lemma fitting_below v bits : (fitting v bits < 2 ^ bits)%N.
  Proof.
    unfold fitting. destruct (N.leb_spec (N.size v) bits) as [H|].
    - eapply N.lt_le_trans; [apply N.size_gt|]. apply N.pow_le_mono_r; lia.
    - apply N.neq_0_lt_0, N.pow_nonzero. lia.
  Qed.

  Lemma all_of_in f x : forall k p, length x = k -> (forall i, i < k -> In (nth i x 0%N) (f (p + i))) -> In x (all_of (map f (seq p k))).
  Proof.
    induction x as [|a x IH]; intros [|k] p L H; try discriminate; [now left|]. cbn [seq map all_of]. apply in_flat_map. exists a. split.
    - specialize (H 0 ltac:(lia)). now rewrite Nat.add_0_r in H.
    - apply in_map, IH; [now injection L|]. intros i Hi. specialize (H (S i) ltac:(lia)). now rewrite Nat.add_succ_r in H.
  Qed.
  Lemma allowed_listed x : allowed I x -> In x all_inputs.
  Proof.
    intros (L & B & A). unfold all_inputs. destruct (restricted I) as [ls|xs]; [|exact A]. apply all_of_in; [exact L|]. intros p Hp.
    cbn [Nat.add]. unfold may_hold. specialize (B p ltac:(lia)). destruct (nth_error ls p) as [[l|]|] eqn:Q; [now apply (A p)| |]; apply (below_in I); unfold held in B; lia.
  Qed.

  Theorem verify_witness_with_sound : verify_witness_with = true -> realizable_with M I.
  Proof.
    unfold verify_witness_with. rewrite forallb_forall. intros H. exists tables_with, think_with. split; [|split].
    - intros t j i X Y _ _ _. assert (P : (0 < 2 ^ room I t j i)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia). cbn [says tables_with].
      destruct (find _ _) as [u|]; auto. destruct (look_up _ _); auto. apply fitting_below.
    - unfold thinks_with. destruct M as [| |k [b|]] eqn:EM; auto. intros s X _. assert (P : (0 < 2 ^ b)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
      unfold think_with. rewrite EM. destruct (find _ _); auto. destruct (look_up _ _); auto. apply fitting_below.
    - intros x Hx. specialize (H x (allowed_listed x Hx)). now apply N.eqb_eq in H.
  Qed.
End Run.
