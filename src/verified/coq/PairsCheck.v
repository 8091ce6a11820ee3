(** The checker of refutations of the encoder "pairs", and its theorem. *)
From Coq Require Import List NArith Arith Uint63 PArray Bool ZArith Lia.
From Arcsat Require Import Model Trace Store Lrat Inputs Grouping Pairs PairsFormula Numbers Pieces Refutation.
Import ListNotations.
Open Scope array_scope.
Open Scope uint63_scope.

Definition var_eqb (a b : var) : bool :=
  match a, b with
  | Value t j i x k, Value t' j' i' x' k' =>
    Nat.eqb t t' && Nat.eqb j j' && Nat.eqb i i' && Uint63.eqb x x' && N.eqb k k'
  | Differ t j i x y k, Differ t' j' i' x' y' k' =>
    Nat.eqb t t' && Nat.eqb j j' && Nat.eqb i i' && Uint63.eqb x x' && Uint63.eqb y y' && N.eqb k k'
  | Apart p t x y, Apart p' t' x' y' => Nat.eqb p p' && Nat.eqb t t' && Uint63.eqb x x' && Uint63.eqb y y'
  | _, _ => false
  end.
Lemma var_eqb_eq a b : var_eqb a b = true -> a = b.
Proof.
  destruct a, b; simpl; try discriminate; rewrite ?andb_true_iff, ?Nat.eqb_eq, ?Uint63.eqb_spec, ?N.eqb_eq;
    intuition congruence.
Qed.

Definition var_key (v : var) : int :=
  let mix a b w := (a << w) lor b in
  let head tag t j i := mix (mix (mix tag (int_of_nat t) 4) (int_of_nat j) 4) (int_of_nat i) 4 in
  match v with
  | Value t j i x k => mix (mix (mix (head 1 t j i) x 20) 0 20) (of_Z (Z.of_N k)) 5
  | Differ t j i x y k => mix (mix (mix (head 2 t j i) x 20) y 20) (of_Z (Z.of_N k)) 5
  | Apart p t x y => mix (mix (mix (head 3 t p 0%nat) x 20) y 20) 0 5
  end.


(** ** The checker *)

Definition count (xs : list input) : list int :=
  rev' (snd (fold_left (fun '(k, l) _ => (k + 1, k :: l)) xs (0, []))).

Definition formula_of (I : instance) : option (array known * list var * pieces (list literal)) :=
  match inputs I with
  | [] => None
  | (x0 :: _) as xs =>
    if Nat.leb 1 (epochs I) then
      let lst := last (the_task I) in
      let X := known_array (the_task I) x0 xs in
      let numbers := count xs in
      let levels := map (level_array X numbers) (seq 0 (S lst)) in
      let firsts := map (fun j => map (fun i => first_of X (pair_key X j i) (level_list numbers levels i)) (seq 0 j)) (seq 0 (S lst)) in
      let ps := map (level_pairs X numbers levels) (seq 0 (S lst)) in
      Some (X, variables I X numbers levels firsts ps, formula I X numbers levels firsts ps)
    else None
  end.

(** Literals are below twice the number of variables and two. *)
Definition prepare (I : instance) : option state :=
  match formula_of I with
  | None => None
  | Some (_, vs, cs) =>
    let (names, number) := build_names var_key vs (Value 0%nat 0%nat 0%nat 0 0%N) in
    match load var var_eqb var_key names number cs 1 (empty_store None) with
    | Some db => Some (State db (make ((int_of_nat (List.length vs) << 1) + 2) 0) 0)
    | None => None
    end
  end.

Theorem prepare_sound I s tr : solution I (allowed I) tr -> prepare I = Some s ->
  exists a, proper a /\ sound a s.
Proof.
  intros sol. unfold prepare, formula_of. destruct (inputs I) as [|x0 xs] eqn:Hx; [discriminate|].
  destruct (Nat.leb 1 (epochs I)) eqn:HE; [|discriminate]. apply Nat.leb_le in HE.
  assert (A : forall x, In x (x0 :: xs) -> allowed I x) by (rewrite <- Hx; apply inputs_allowed).
  set (X := known_array _ _ _). set (vs := variables _ _ _ _ _ _). set (cs := formula _ _ _ _ _ _).
  assert (G : forall k, good I X.[k]) by (apply known_array_good; auto; apply A; simpl; auto).
  pose proof (formula_sound I X _ _ _ _ tr sol G HE : all_pieces _ cs) as F. clearbody vs cs X.
  destruct (build_names var_key vs _) as [names number].
  destruct (load var var_eqb var_key names number cs 1 (empty_store None)) as [db|] eqn:L; [|discriminate].
  intros E. injection E as <-.
  exists (assigned var names (meaning I (fun k => k_input X.[k]) tr)). split; [apply assigned_proper|]. split.
  - simpl. eapply load_right; [apply var_eqb_eq| |exact L|].
    + eapply Forall_impl; [|exact F]. intros c H. exact H.
    + intros i c K. rewrite read_empty in K. discriminate.
  - intros l. simpl. rewrite get_make. lia.
Qed.

Definition verify (I : instance) (proof : stream) : bool :=
  match prepare I with
  | None => false
  | Some s => match drive 48 s proof with Done r => r | More _ _ => false end
  end.

Theorem verify_sound I proof : verify I proof = true -> ~ realizable I.
Proof.
  unfold verify. intros V R. apply realizable_solution in R as (tr & sol).
  destruct (prepare I) as [s|] eqn:E; [|discriminate].
  destruct (prepare_sound I s tr sol E) as (a & Pa & Sa).
  pose proof (drive_sound a Pa 48 s proof Sa) as D. destruct (drive 48 s proof); congruence.
Qed.
