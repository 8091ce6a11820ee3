(** The checker of refutations of the encoder "compact", and its theorem. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Trace Lrat Labels Tables WholeInputs FreeLabels Inputs Grouping Numbers Refutation LabelClauses CompactFormula.
Import ListNotations.
Open Scope array_scope.

Fixpoint bools_eqb (a b : list bool) : bool :=
  match a, b with x :: a, y :: b => Bool.eqb x y && bools_eqb a b | [], [] => true | _, _ => false end.
Lemma bools_eqb_eq a : forall b, bools_eqb a b = true -> a = b.
Proof. induction a as [|x a IH]; intros [|y b]; simpl; try discriminate; auto. intros H. apply andb_true_iff in H as [H K]. apply eqb_prop in H. apply IH in K. congruence. Qed.
Definition tvar_eqb (a b : tvar) : bool :=
  match a, b with
  | Cell k r c b, Cell k' r' c' b' => Nat.eqb k k' && Uint63.eqb r r' && bools_eqb c c' && N.eqb b b'
  | Told k x b, Told k' x' b' => Nat.eqb k k' && Uint63.eqb x x' && N.eqb b b'
  | Out r c b, Out r' c' b' => Uint63.eqb r r' && bools_eqb c c' && N.eqb b b'
  | Listed r c a, Listed r' c' a' => Uint63.eqb r r' && bools_eqb c c' && N.eqb a a'
  | _, _ => false
  end.
Lemma tvar_eqb_eq a b : tvar_eqb a b = true -> a = b.
Proof.
  destruct a, b; simpl; try discriminate; rewrite ?andb_true_iff, ?Nat.eqb_eq, ?Uint63.eqb_spec, ?N.eqb_eq; intros H;
    repeat match goal with H : _ /\ _ |- _ => destruct H end;
    repeat match goal with H : bools_eqb _ _ = true |- _ => apply bools_eqb_eq in H end; congruence.
Qed.
Definition tvar_key (v : tvar) : int :=
  let mix a b w := Uint63.lor (Uint63.lsl a w) b in
  let n (b : N) := of_Z (Z.of_N b) in
  let packed (c : list bool) := fold_left (fun k (b : bool) => Uint63.add (Uint63.add k k) (if b then 1 else 0)%uint63) c 1%uint63 in
  match v with
  | Cell k r c b => mix (mix (mix (mix 1 (int_of_nat k) 6) r 20) (packed c) 25) (n b) 5
  | Told k x b => mix (mix (mix (mix 2 (int_of_nat k) 6) x 20) 0 25) (n b) 5
  | Out r c b => mix (mix (mix (mix 3 0 6) r 20) (packed c) 25) (n b) 5
  | Listed r c a => Uint63.lxor (mix (mix (mix (mix 4 0 6) r 20) (packed c) 25) 0 5) (Uint63.mul (n a) 1099511628211%uint63)
  end%uint63.

Definition known_in (xs : list input) (T : task) (k : known) : Prop := In (k_input k) xs /\ k_answer k = answer T (k_input k).
Lemma known_array_in T x0 xs ys : In x0 ys -> (forall x, In x xs -> In x ys) -> forall k, known_in ys T (known_array T x0 xs).[k].
Proof.
  intros H0 H. unfold known_array. set (s0 := (0%uint63, _)).
  assert (G : forall k, known_in ys T (snd s0).[k]). { intros k. unfold s0. simpl. rewrite get_make. split; auto. }
  clearbody s0. revert s0 G. induction xs as [|x xs IH]; simpl; auto. intros [i a] G. apply IH.
  - intros; apply H; simpl; auto.
  - simpl in *. intros k. destruct (set_known a i k (Known x (answer T x))) as [->| ->]; auto. split; simpl; auto.
Qed.

Definition held_key (X : array known) (hs : list player) (k : int) : int :=
  fold_left (fun h p => Uint63.add (Uint63.mul h 1000003%uint63) (of_Z (Z.of_N (held (k_input X.[k]) p)))) hs 1%uint63.
Definition count_inputs (xs : list input) : list int :=
  rev' (snd (fold_left (fun '(k, l) _ => (Uint63.add k 1%uint63, k :: l)) xs (0%uint63, []))).

Definition tformula_of (I : instance) (P : plan) (W : list (player * player)) (labels : bool) :
    option (list tvar * list (list tliteral)) :=
  match inputs I with
  | [] => None
  | (x0 :: _) as xs =>
    if Nat.leb 1 (epochs I) && plan_ok I P &&
       (negb labels || whole_ok I xs W && labels_ok I P W && different_messages (slots P)) then
      let X := known_array (the_task I) x0 xs in
      let numbers := count_inputs xs in
      let levels := map (level_array X numbers) (seq 0 (S (last (the_task I)))) in
      let groups := map (fun hs => first_of X (held_key X hs) numbers) (map held_s (slots P) ++ [f_held P]) in
      Some (tvariables I numbers P levels groups, tformula I X numbers P labels levels groups xs)
    else None
  end.

Definition prepare_compact (I : instance) (P : plan) (W : list (player * player)) (labels : bool) (capacity : int) : option state :=
  match tformula_of I P W labels with
  | None => None
  | Some (vs, cs) =>
    let (names, number) := build_names tvar_key vs (Told 0%nat 0%uint63 0%N) in
    match load tvar tvar_eqb tvar_key names number cs 1%uint63 (make capacity None) with
    | Some db => Some (State db (make (Uint63.add (Uint63.lsl (int_of_nat (List.length vs)) 1) 2)%uint63 0%uint63) 0%uint63)
    | None => None
    end
  end.

Theorem prepare_compact_sound I P W labels capacity s : realizable I -> prepare_compact I P W labels capacity = Some s ->
  exists a, proper a /\ sound a s.
Proof.
  intros R. apply realizable_solution in R as (tr0 & sol0).
  unfold prepare_compact, tformula_of. destruct (inputs I) as [|x0 xs] eqn:Hx; [discriminate|].
  set (ys := x0 :: xs) in *.
  destruct (Nat.leb 1 (epochs I) && plan_ok I P && _)%bool eqn:Q; [|discriminate].
  rewrite !andb_true_iff in Q. destruct Q as [[HE OK] OL].
  assert (sol1 : solution I (fun x => In x ys) tr0).
  { apply (solution_on_fewer I (allowed I)); auto. rewrite <- Hx. intros x. apply inputs_allowed. }
  assert (T : exists tr, solution I (fun x => In x ys) tr /\ (labels = true -> forall s x, In s (slots P) -> In x ys ->
            (sent_on tr (s_msg s) x <= row_no I ys [] tr s x)%N)).
  { destruct labels; [|exists tr0; split; auto; discriminate]. simpl in OL. rewrite !andb_true_iff in OL. destruct OL as [[O1 O2] O3].
    destruct (whole_free I ys W tr0 sol1 O1) as [S1 R1].
    destruct (labels_free I P ys [] W O2 O3 (told ys W tr0) S1 R1 (epochs I)) as (tr & S2 & _ & L).
    exists tr. split; auto. intros _ s0 x Hs Hin. apply L; auto.
    destruct (s_msg s0) as [[t j] i] eqn:M. simpl. pose proof (slot_message I P W O2 s0 Hs t j i M). lia. }
  destruct T as (tr & sol & small).
  set (X := known_array _ _ _). assert (G : forall k, known_in ys (the_task I) X.[k]) by (apply known_array_in; simpl; auto).
  set (vs := tvariables _ _ _ _ _). set (cs := tformula _ _ _ _ _ _ _ _).
  pose proof (tformula_sound I X _ P labels _ _ ys tr sol G OK small : Forall _ cs) as F. clearbody vs cs X.
  destruct (build_names tvar_key vs _) as [names number].
  destruct (load _ _ _ names number cs _ (make capacity None)) as [db|] eqn:L; [|discriminate].
  intros E. injection E as <-.
  exists (assigned tvar names (tmeaning I (fun k => k_input X.[k]) P tr ys)). split; [apply assigned_proper|]. split.
  - simpl. eapply load_right; [apply tvar_eqb_eq| |exact L|].
    + eapply Forall_impl; [|exact F]. intros c H. exact H.
    + intros i c K. rewrite get_make in K. discriminate.
  - intros l. simpl. rewrite get_make. pose proof (to_Z_bounded 0%uint63). lia.
Qed.

Definition verify_compact (I : instance) (P : plan) (W : list (player * player)) (labels : bool) (capacity : int) (proof : stream) : bool :=
  match prepare_compact I P W labels capacity with
  | None => false
  | Some s => match drive 48 s proof with Done r => r | More _ _ => false end
  end.

(** Whatever the plan: if the checker accepts, no protocol solves the instance. *)
Theorem verify_compact_sound I P W labels capacity proof : verify_compact I P W labels capacity proof = true -> ~ realizable I.
Proof.
  unfold verify_compact. intros V R. destruct (prepare_compact I P W labels capacity) as [s|] eqn:E; [|discriminate].
  destruct (prepare_compact_sound I P W labels capacity s R E) as (a & Pa & Sa).
  pose proof (drive_sound a Pa 48 s proof Sa) as D. destruct (drive 48 s proof); congruence.
Qed.
