(** The checker of refutations of the encoder "compact", and its theorem. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Trace Store Lrat Pieces Labels Tables WholeInputs Lex LeastLabels Renaming RenamingCheck Inputs Grouping Functional
  Numbers Refutation CompactFormula.
Import ListNotations.
Open Scope array_scope.

Definition tvar_key (v : tvar) : int :=
  let mix a b w := Uint63.lor (Uint63.lsl a w) b in
  let n (b : N) := of_Z (Z.of_N b) in
  let packed (c : list bool) := fold_left (fun k (b : bool) => Uint63.add (Uint63.add k k) (if b then 1 else 0)%uint63) c 1%uint63 in
  match v with
  | Cell k r c b => mix (mix (mix (mix 1 (int_of_nat k) 6) r 22) (packed c) 25) (n b) 5
  | Told k x b => mix (mix (mix (mix 2 (int_of_nat k) 6) x 22) 0 25) (n b) 5
  | Out r c b => mix (mix (mix (mix 3 0 6) r 22) (packed c) 25) (n b) 5
  | Listed r c a => Uint63.lxor (mix (mix (mix (mix 4 0 6) r 22) (packed c) 25) 0 5) (Uint63.mul (n a) 1099511628211%uint63)
  | Equal g place => mix (mix 5 (int_of_nat g) 20) (int_of_nat place) 10
  end%uint63.

Definition count_inputs (xs : list input) : list int :=
  rev' (snd (fold_left (fun '(k, l) _ => (Uint63.add k 1%uint63, k :: l)) xs (0%uint63, []))).

Definition tformula_of (I : instance) (P : plan) (W : list (player * player)) (labels : bool) (renamings : list (array int)) :
    option (list tvar * pieces (list tliteral)) :=
  match inputs I with
  | [] => None
  | (x0 :: _) as xs =>
    let X := known_array (the_task I) x0 xs in
    let numbers := count_inputs xs in
    if Nat.leb 1 (epochs I) && plan_ok I P &&
       (negb labels || whole_ok I xs W && labels_ok I P W) &&
       match renamings with
       | [] => true
       | _ => labels && inputs_eqb (map (fun k => k_input X.[k]) numbers) xs &&
              forallb (fun ren => renaming_ok I (fun k => X.[k]) numbers (fun k => ren.[k])) renamings
       end then
      let levels := map (level_array X numbers) (seq 0 (S (last (the_task I)))) in
      let groups := map (fun hs => first_of X (held_key X hs) numbers) (map held_s (slots P) ++ [f_held P]) in
      Some (tvariables I X numbers P renamings levels groups, tformula I X numbers P labels renamings levels groups)
    else None
  end.

Definition prepare_compact (I : instance) (P : plan) (W : list (player * player)) (labels : bool) (renamings : list (array int))
    : option state :=
  match tformula_of I P W labels renamings with
  | None => None
  | Some (vs, cs) =>
    let (names, number) := build_names tvar_key vs (Told 0%nat 0%uint63 0%N) in
    match load tvar tvar_eqb tvar_key names number cs 1%uint63 (empty_store None) with
    | Some db => Some (State db (make (Uint63.add (Uint63.lsl (int_of_nat (List.length vs)) 1) 2)%uint63 0%uint63) 0%uint63)
    | None => None
    end
  end.

Lemma inputs_length I x : In x (inputs I) -> length x = S (last (the_task I)).
Proof. intros H. apply inputs_allowed in H. apply H. Qed.

Theorem prepare_compact_sound I P W labels renamings s : realizable I ->
  prepare_compact I P W labels renamings = Some s -> (forall a, proper a -> sound a s -> False) -> False.
Proof.
  intros R. apply realizable_solution in R as (tr0 & sol0).
  unfold prepare_compact, tformula_of. destruct (inputs I) as [|x0 xs] eqn:Hx; [discriminate|].
  set (ys := x0 :: xs) in *. set (X := known_array _ _ _).
  destruct (Nat.leb 1 (epochs I) && plan_ok I P && _ && _)%bool eqn:Q; [|discriminate].
  rewrite !andb_true_iff in Q. destruct Q as [[[HE OK] OL] OR].
  assert (sol1 : solution I (fun x => In x ys) tr0).
  { apply (solution_on_fewer I (allowed I)); auto. rewrite <- Hx. intros x. apply inputs_allowed. }
  assert (G : forall k, known_in ys (the_task I) X.[k]) by (apply known_array_in; simpl; auto).
  assert (All : forall k, In (k_input X.[k]) ys) by (intros; apply G).
  set (groups := map (fun hs => first_of X (held_key X hs) (count_inputs ys)) (map held_s (slots P) ++ [f_held P])). set (levels := map (level_array X (count_inputs ys)) (seq 0 _)).
  set (vs := tvariables _ _ _ _ _ _ _). set (cs := tformula _ _ _ _ _ _ _ _).
  intros Done No.
  (* It is enough that some solution satisfies the formula. *)
  assert (Enough : forall tr, all_pieces (t_satisfied I (fun k => k_input X.[k]) P tr ys (so_far I X (count_inputs ys) P renamings groups ys tr)) cs -> False).
  { intros tr F. clearbody vs cs. revert Done.
    destruct (build_names tvar_key vs _) as [names number].
    destruct (load _ _ _ names number cs _ (empty_store None)) as [db|] eqn:L; [|discriminate].
    intros E. injection E as <-.
    refine (No (assigned tvar names (tmeaning I (fun k => k_input X.[k]) P tr ys (so_far I X (count_inputs ys) P renamings groups ys tr))) (assigned_proper _ _ _) _).
    split.
    - simpl. eapply load_right; [apply tvar_eqb_eq| |exact L|].
      + eapply Forall_impl; [|exact F]. intros c H. exact H.
      + intros i c K. rewrite read_empty in K. discriminate.
    - intros l. simpl. rewrite get_make. pose proof (to_Z_bounded 0%uint63). lia. }
  destruct labels.
  - cbn [negb orb] in OL. apply andb_true_iff in OL as [O1 O2].
    destruct (whole_free I ys W tr0 sol1 O1) as [S1 R1].
    apply (least (candidate I ys W) (fun tr => number (bit_at I ys (fun k => k_input X.[k]) tr) (places I (tables (count_inputs ys) P groups)))).
    { exists (told ys W tr0). split; auto. }
    intros tr [sol R2] L. apply (Enough tr).
    assert (TS : map fst (tables (count_inputs ys) P groups) = slots P).
    { unfold tables, indexed. rewrite map_map. cbn [fst]. generalize 0%nat. generalize (slots P).
      induction l as [|a l IH]; intros n; [reflexivity|]. cbn [length seq combine map snd]. now rewrite IH. }
    apply (tformula_sound I X (count_inputs ys) P true renamings levels groups ys tr sol G OK).
    + intros _ pre s0 rs post before r after receive send T E1 E2 E3.
      eapply (labels_small I P ys W (fun k => k_input X.[k]) O2 _ TS tr sol R2 L pre post s0 rs T receive E2 _ before r after send E1 E3); reflexivity.
    + intros ren Hren. destruct renamings as [|r0 rens]; [destruct Hren|]. rewrite !andb_true_iff in OR. destruct OR as [[_ OX] ORs].
      apply inputs_eqb_eq in OX. rewrite forallb_forall in ORs. specialize (ORs ren Hren).
      assert (Len : forall x, In x ys -> length x = S (last (the_task I))) by (intros x Hin; apply inputs_length; now rewrite Hx).
      set (g := renaming (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k])).
      pose proof (renaming_in I ys (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k]) G OX Len ORs) as G1.
      pose proof (renaming_onto I ys (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k]) G OX Len ORs) as G2.
      pose proof (renaming_held I ys (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k]) G OX Len ORs) as G3.
      pose proof (renaming_answer I ys (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k]) G OX Len ORs) as G4.
      fold g in G1, G2, G3, G4. exists (renamed tr g). split.
      * apply number_le_lex, L. apply (renamed_candidate I ys W g G1 G3 G4 tr (conj sol R2)).
      * intros s0 r r' c Hs Hr Ha.
        apply (renamed_cell I P ys W (fun k => k_input X.[k]) O2 All g G1 G2 G3 G4 tr (conj sol R2)); auto.
        unfold g. rewrite (renaming_at I ys (fun k => X.[k]) (count_inputs ys) (fun k => ren.[k]) G Len ORs r Hr). exact Ha.
  - destruct renamings as [|r0 rens]; [|discriminate OR]. apply (Enough tr0).
    apply (tformula_sound I X (count_inputs ys) P false [] levels groups ys tr0 sol1 G OK).
    + discriminate.
    + intros ren [].
Qed.

Definition verify_compact (I : instance) (P : plan) (W : list (player * player)) (labels : bool) (renamings : list (array int))
    (proof : stream) : bool :=
  match prepare_compact I P W labels renamings with
  | None => false
  | Some s => match drive 48 s proof with Done r => r | More _ _ => false end
  end.

(** Whatever the plan, the renamings and the proof: if the checker accepts, no protocol solves the instance. *)
Theorem verify_compact_sound I P W labels renamings proof :
  verify_compact I P W labels renamings proof = true -> ~ realizable I.
Proof.
  unfold verify_compact. intros V R. destruct (prepare_compact I P W labels renamings) as [s|] eqn:E; [|discriminate].
  apply (prepare_compact_sound I P W labels renamings s R E). intros a Pa Sa.
  pose proof (drive_sound a Pa 48 s proof Sa) as D. destruct (drive 48 s proof); congruence.
Qed.
