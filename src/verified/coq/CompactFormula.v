(** The formula of the encoder "compact", clause by clause in its order. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs Lex LeastLabels LabelClauses Renaming RenamingCheck
  RenamingClauses Inputs Grouping Pieces.
Import ListNotations.
Open Scope array_scope.

(** More places bring little, and clauses that slow the engine. *)
Definition most_compared : nat := 40.

Section Formula.
  Variables (I : instance) (X : array known) (numbers : list int) (P : plan) (labels : bool) (renamings : list (array int)).
  Let lst := last (the_task I).
  Let E := epochs I.
  Let Xf (k : int) : input := k_input X.[k].
  Let ans (k : int) : N := k_answer X.[k].
  Variables (level_arrays : list (array int)) (group_arrays : list (array int)) (xs : list input).
  Let level_table (p : player) (k : int) : int := (nth p level_arrays (make 0 0%uint63)).[k].
  Let group_table (k : nat) (x : int) : int := (nth k group_arrays (make 0 0%uint63)).[x].

  Definition level_numbers (p : player) : list int := stand_for_themselves (nth p level_arrays (make 0 0%uint63)) numbers.
  Definition group_numbers (k : nat) : list int := stand_for_themselves (nth k group_arrays (make 0 0%uint63)) numbers.
  Definition indexed : list (nat * slot) := combine (seq 0 (length (slots P))) (slots P).
  Definition final_index : nat := length (slots P).
  Definition answers : N := List.last (q (the_task I)) 1%N.
  Definition numbers_below (n : N) : list N := map N.of_nat (seq 0 (N.to_nat n)).
  Definition answer_bits : list N := numbers_below (N.size (answers - 1)).

  (** The slots with their groups *)
  Definition tables : list (slot * list int) := map (fun ks => (snd ks, group_numbers (fst ks))) indexed.
  Definition indexed_tables : list (nat * (slot * list int)) :=
    map (fun ks => (fst ks, (snd ks, group_numbers (fst ks)))) indexed.

  (** For each renaming the places that are compared *)
  Definition image (ren : array int) (k : nat) (s : slot) (r : int) : int := group Xf group_table k (held_s s) ren.[r].
  Definition comparison (ren : array int) : list cell_pair := compared I (moved_rows (image ren) indexed_tables) most_compared [].
  Definition comparisons : list (list cell_pair) :=
    filter (fun cells => match cells with [] => false | _ => true end) (map comparison renamings).
  Definition indexed_comparisons : list (nat * list cell_pair) := combine (seq 0 (length comparisons)) comparisons.

  Definition tvariables : list tvar :=
    flat_map (fun ks : (nat * slot)%type => let (k, s) := ks in let '(t, j, i) := s_msg s in
      flat_map (fun r => flat_map (fun c => map (Cell k r c) (bits I t j i)) (contents (length (bits_of I (content_s s))))) (group_numbers k) ++
      (if empty I (content_s s) || s_inlined s then [] else flat_map (fun x => map (Told k x) (bits I t j i)) (level_numbers i))) indexed ++
    (if answers =? 1 then [] else flat_map (fun r => flat_map (fun c =>
      match f_listed P with Some _ => map (Listed r c) (numbers_below answers) | None => map (Out r c) answer_bits end)
      (contents (length (bits_of I (f_content P))))) (group_numbers final_index))%N ++
    flat_map (fun gc => comparison_variables (fst gc) (snd gc)) indexed_comparisons.

  (** Which bits an output clause branches on *)
  Definition is_inlined (mu : msg) : option slot :=
    match find_slot mu 0 (slots P) with Some (_, s) => if s_inlined s then Some s else None | None => None end.
  Definition append_new (l : list (msg * N)) (all : list (msg * N)) : list (msg * N) :=
    fold_left (fun all mb => if existsb (mb_eqb mb) all then all else all ++ [mb]) l all.
  Definition base_bits : list (msg * N) :=
    fold_left (fun all mb => append_new (match is_inlined (fst mb) with Some s => bits_of I (content_s s) | None => [mb] end) all)
      (bits_of I (f_content P)) [].
  Definition inlined_bits : list (msg * N) :=
    filter (fun mb => match is_inlined (fst mb) with Some _ => true | None => false end) (bits_of I (f_content P)).

  Fixpoint choices (size : nat) (from : list N) : list (list N) :=
    match size with
    | O => [[]]
    | S size => (fix go (l : list N) := match l with [] => [] | a :: l => map (cons a) (choices size l) ++ go l end) from
    end.

  (** Each family before a rest *)
  Definition look_ups (rest : pieces (list tliteral)) : pieces (list tliteral) :=
    fold_right (fun (ks : (nat * slot)%type) rest => let (k, s) := ks in let '(t, j, i) := s_msg s in
      if empty I (content_s s) || s_inlined s then rest
      else piecewise (look_up_clauses I Xf P group_table level_table k s) (level_numbers i) rest) rest indexed.
  Definition outputs (rest : pieces (list tliteral)) : pieces (list tliteral) :=
    let base := base_bits in let inl := inlined_bits in let ab := answer_bits in
    piecewise (output_clauses_t I Xf ans P group_table level_table base inl ab) numbers rest.
  Definition at_mosts (rest : pieces (list tliteral)) : pieces (list tliteral) :=
    match f_listed P with
    | None => rest
    | Some mu => let '(t, j, i) := mu in
      let cs := choices (S (N.to_nat (2 ^ width I t j i))) (numbers_below answers) in
      let contents := contents (length (bits_of I (f_content P))) in
      piecewise (fun r => flat_map (fun c => flat_map (at_most_clause I mu r c) cs) contents) (group_numbers final_index) rest
    end.
  Definition all_labels (rest : pieces (list tliteral)) : pieces (list tliteral) :=
    fold_right (fun (ks : (nat * slot)%type) rest => let (k, s) := ks in
      let sends := contents (send_bits I s) in let receives := contents (receive_bits I s) in
      piecewise (fun rf : (int * N)%type => let (r, first) := rf in
        if (N.shiftr first (slot_width I s) =? 0)%N then flat_map (fun send => flat_map (label_clauses I k s r first send) receives) sends
        else []) (ranked (held_key X (s_column s)) (Map.empty N) (group_numbers k) []) rest) rest indexed.
  Definition all_renamings : pieces (list tliteral) :=
    piecewise (fun gc => comparison_clauses (fst gc) 0 (snd gc)) indexed_comparisons [].
  Definition tformula : pieces (list tliteral) :=
    let last := if labels then all_labels all_renamings else all_renamings in
    look_ups (if (answers =? 1)%N then last else outputs (at_mosts last)).

  Variable tr : trace.
  Let A (x : input) := In x xs.
  Hypothesis sol : solution I A tr.
  Hypothesis X_good : forall k, In (Xf k) xs /\ ans k = answer (the_task I) (Xf k).
  Hypothesis ok : plan_ok I P = true.
  (** Of a least solution *)
  Hypothesis small : labels = true -> forall pre s rs post before r after receive send,
    tables = pre ++ (s, rs) :: post -> rs = before ++ r :: after -> length receive = receive_bits I s -> length send = send_bits I s ->
    (cell_value I xs Xf tr s r (receive ++ send) <= earlier Xf s before r send)%N.
  Hypothesis renamed_least : forall ren, In ren renamings -> exists tr',
    lex (map (fun p => (bit_at I xs Xf tr p, bit_at I xs Xf tr' p)) (places I tables)) /\
    forall s r r' c, In s (slots P) -> In r numbers -> alike (held_s s) (Xf r') (Xf ren.[r]) = true ->
      cell_value I xs Xf tr' s r c = cell_value I xs Xf tr s r' c.

  Lemma indexed_nth k s : In (k, s) indexed -> nth_error (slots P) k = Some s.
  Proof.
    unfold indexed. assert (G : forall l n, In (k, s) (combine (seq n (length l)) l) -> (n <= k)%nat /\ nth_error l (k - n)%nat = Some s).
    { induction l as [|a l IH]; simpl; intros n H; [tauto|]. destruct H as [H|H].
      - injection H as -> ->. rewrite Nat.sub_diag. auto.
      - apply IH in H as [H1 H2]. split; [lia|]. replace (k - n)%nat with (S (k - S n)%nat) by lia. exact H2. }
    intros H. apply G in H as [_ H]. now rewrite Nat.sub_0_r in H.
  Qed.

  (** ** Renamings *)
  Let plain : tvar -> bool := tmeaning I Xf P tr xs (fun _ _ => false).
  Definition so_far : nat -> nat -> bool := so_far_equal plain comparisons.
  Let val : tvar -> bool := tmeaning I Xf P tr xs so_far.

  Lemma map_flat_map {U V S T} (f : U -> T) (F : V -> list U) (g : S -> T) (G : V -> list S) l :
    (forall a, In a l -> map f (F a) = map g (G a)) -> map f (flat_map F l) = map g (flat_map G l).
  Proof.
    induction l as [|a l IH]; intros H; [reflexivity|]. cbn [flat_map]. rewrite !map_app. f_equal; [apply H; now left|].
    apply IH. intros b Hb. apply H. now right.
  Qed.
  Lemma flat_map_map {U V T} (f : U -> V) (G : V -> list T) l : flat_map G (map f l) = flat_map (fun a => G (f a)) l.
  Proof. induction l as [|a l IH]; cbn [map flat_map]; congruence. Qed.
  Lemma flat_map_flat_map {U V T} (F : U -> list V) (G : V -> list T) l :
    flat_map G (flat_map F l) = flat_map (fun a => flat_map G (F a)) l.
  Proof. induction l as [|a l IH]; cbn [flat_map]; [reflexivity|]. now rewrite flat_map_app, IH. Qed.

  Lemma group_numbers_in k r : In r (group_numbers k) -> In r numbers.
  Proof. unfold group_numbers, stand_for_themselves. intros H. apply filter_In in H. apply H. Qed.

  Lemma comparison_lex ren : In ren renamings -> lex (map (vals plain) (comparison ren)).
  Proof.
    intros Hr. destruct (renamed_least ren Hr) as (tr' & L & C). apply compared_lex; [intros q []|]. apply moved_lex.
    revert L. match goal with |- lex ?a -> lex ?b => replace b with a; [auto|] end.
    unfold places, tables, indexed_tables. rewrite !flat_map_map, flat_map_flat_map. symmetry. apply map_flat_map. intros [k s] Hks.
    pose proof (indexed_nth k s Hks) as Nk. unfold all_rows, table_places. cbn [fst snd]. rewrite flat_map_map.
    apply map_flat_map. intros r Hrn. apply group_numbers_in in Hrn. unfold row_cells, row_places. cbn [at_slot of_slot from to].
    apply map_flat_map. intros c _. rewrite !map_map. apply map_ext. intros b.
    assert (V : forall z, plain (Cell k z c b) = N.testbit (cell_value I xs Xf tr s z c) b).
    { intros z. unfold plain, cell_value. simpl. rewrite Nk. destruct (find _ xs); [reflexivity|now rewrite N.bits_0]. }
    unfold vals. cbn [fst snd]. rewrite !V. unfold bit_at. f_equal. f_equal. symmetry.
    apply C; [eapply nth_error_In; eauto|exact Hrn|]. unfold image.
    pose proof (group_alike Xf group_table k (held_s s) ren.[r]) as G. unfold alike in *. rewrite forallb_forall in *.
    intros p Hp. specialize (G p Hp). rewrite N.eqb_sym. exact G.
  Qed.

  Lemma compared_cells rows : forall most seen p, In p (compared I rows most seen) -> exists m, In m rows /\ In p (row_cells I m).
  Proof.
    induction rows as [|m rows IH]; cbn [compared]; intros most seen p H; [destruct H|].
    assert (G : forall l, incl l (row_cells I m) -> forall most seen, In p ((fix go (cells : list cell_pair) (most : nat) (seen : list cell_pair) {struct cells} :=
         match most with O => [] | S less => match cells with [] => compared I rows most seen
           | p :: cells => if pair_known seen p then go cells most seen else p :: go cells less (p :: seen) end end) l most seen) ->
         exists m', In m' (m :: rows) /\ In p (row_cells I m')).
    { clear H most seen. induction l as [|a l IHl]; intros Inc [|less] seen H; try destruct H as [].
      - apply IH in H as (m' & K1 & K2). exists m'. split; auto. now right.
      - destruct (pair_known seen a).
        + apply (IHl (fun x Hx => Inc x (or_intror Hx)) (S less) seen H).
        + destruct H as [<-|H]; [exists m; split; [now left|apply Inc; now left]|].
          apply (IHl (fun x Hx => Inc x (or_intror Hx)) less (a :: seen) H). }
    apply (G (row_cells I m) (fun x Hx => Hx) most seen H).
  Qed.

  Lemma comparison_plain cells p : In cells comparisons -> In p cells -> plain (fst p) = val (fst p) /\ plain (snd p) = val (snd p).
  Proof.
    intros Hc Hp. unfold comparisons in Hc. apply filter_In in Hc as [Hc _]. apply in_map_iff in Hc as (ren & <- & _).
    apply compared_cells in Hp as (m & _ & Hp). apply in_flat_map in Hp as (c & _ & Hp). apply in_map_iff in Hp as (b & <- & _).
    split; reflexivity.
  Qed.

  Lemma indexed_comparisons_nth g cells : In (g, cells) indexed_comparisons -> nth g comparisons [] = cells /\ In cells comparisons.
  Proof.
    unfold indexed_comparisons.
    assert (G : forall l n, In (g, cells) (combine (seq n (length l)) l) -> (n <= g)%nat /\ nth (g - n) l [] = cells /\ In cells l).
    { induction l as [|a l IH]; simpl; intros n H; [tauto|]. destruct H as [H|H].
      - injection H as -> ->. rewrite Nat.sub_diag. auto.
      - apply IH in H as (H1 & H2 & H3). repeat split; [lia| |auto]. now replace (g - n)%nat with (S (g - S n)) by lia. }
    intros H. apply G in H as (_ & H). now rewrite Nat.sub_0_r in H.
  Qed.

  Let satisfied_all := all_pieces (t_satisfied I Xf P tr xs so_far).
  Lemma all_renamings_sound : satisfied_all all_renamings.
  Proof.
    apply piecewise_all; [|constructor]. intros [g cells] H. cbn [fst snd]. apply indexed_comparisons_nth in H as [Hn Hc].
    apply (comparison_sound val comparisons g) with (pre := []); [|exact Hn|].
    - intros place. unfold val at 1. cbn [tmeaning]. unfold so_far, so_far_equal. rewrite Hn.
      assert (F : forall l, incl l cells -> forallb (fun p => Bool.eqb (plain (fst p)) (plain (snd p))) l =
                                            forallb (fun p => Bool.eqb (val (fst p)) (val (snd p))) l).
      { induction l as [|p l IH]; intros Inc; [reflexivity|]. cbn [forallb].
        destruct (comparison_plain cells p Hc) as [-> ->]; [apply Inc; now left|]. rewrite IH; auto. intros x Hx. apply Inc. now right. }
      apply F. intros p Hp. rewrite <- (firstn_skipn (S place) cells). apply in_or_app. now left.
    - cbn [app]. pose proof Hc as Hc'. unfold comparisons in Hc'. apply filter_In in Hc' as [Hc' _].
      apply in_map_iff in Hc' as (ren & E' & Hren). pose proof (comparison_lex ren Hren) as L. rewrite E' in L.
      erewrite map_ext_in; [exact L|]. intros p Hp. unfold vals. destruct (comparison_plain cells p Hc Hp) as [-> ->]. reflexivity.
  Qed.

  (** ** Labels *)
  Lemma tables_split k s : In (k, s) indexed -> exists pre post, tables = pre ++ (s, group_numbers k) :: post.
  Proof. intros H. apply in_split. unfold tables. apply in_map_iff. exists (k, s). auto. Qed.

  Lemma held_key_alike hs x y : alike hs (Xf x) (Xf y) = true -> held_key X hs x = held_key X hs y.
  Proof.
    unfold held_key. generalize 1%uint63. induction hs as [|p hs IH]; cbn [fold_left alike forallb]; intros h H; auto.
    apply andb_true_iff in H as [H K]. apply N.eqb_eq in H. unfold Xf in H. rewrite H. now apply IH.
  Qed.

  Lemma all_labels_sound rest : labels = true -> satisfied_all rest -> satisfied_all (all_labels rest).
  Proof.
    intros Hl Hrest. apply fold_right_pieces; [|exact Hrest]. clear rest Hrest. intros [k s] rest H Hrest.
    pose proof (indexed_nth k s H) as Nk. destruct (tables_split k s H) as (pre & post & T).
    apply piecewise_all; [|exact Hrest]. intros [r first] Hr. destruct (_ =? 0)%N; [|constructor].
    apply forall_flat_map. intros send Hsend. apply forall_flat_map. intros receive Hreceive.
    apply contents_length in Hsend, Hreceive. apply label_clauses_sound; auto.
    assert (R : exists before after, group_numbers k = before ++ r :: after /\
      (N.of_nat (length (filter (fun r' => Uint63.eqb (held_key X (s_column s) r') (held_key X (s_column s) r)) before)) <= first)%N).
    { apply (ranked_spec (held_key X (s_column s)) (group_numbers k) (group_numbers k) [] (Map.empty N) []); auto.
      - intros h. cbn [filter length]. apply N.le_0_l.
      - intros r' c' []. }
    destruct R as (before & after & Eg & Lf).
    eapply N.le_trans; [eapply (small Hl pre s (group_numbers k) post before r after receive send); eauto|].
    unfold earlier. apply N.add_le_mono_r, N.mul_le_mono_r. eapply N.le_trans; [|exact Lf].
    assert (F : forall l, (length (filter (fun r' => alike (s_column s) (Xf r') (Xf r)) l) <=
       length (filter (fun r' => Uint63.eqb (held_key X (s_column s) r') (held_key X (s_column s) r)) l))%nat).
    { induction l as [|a l IH]; cbn [filter]; auto. destruct (alike _ (Xf a) (Xf r)) eqn:Q.
      - apply held_key_alike in Q. rewrite Q, (proj2 (Uint63.eqb_spec _ _) eq_refl). cbn [length]. lia.
      - destruct (Uint63.eqb _ _); cbn [length]; lia. }
    specialize (F before). lia.
  Qed.

  Theorem tformula_sound : satisfied_all tformula.
  Proof.
    assert (B : forall k, In (Xf k) xs) by (intros; apply X_good).
    assert (R : forall k, ans k = answer (the_task I) (Xf k)) by (intros; apply X_good).
    unfold tformula.
    assert (L : satisfied_all (if labels then all_labels all_renamings else all_renamings)).
    { destruct (Bool.bool_dec labels true) as [Hl|Hl].
      - rewrite Hl. apply all_labels_sound; auto. apply all_renamings_sound.
      - apply not_true_is_false in Hl. rewrite Hl. apply all_renamings_sound. }
    revert L. generalize (if labels then all_labels all_renamings else all_renamings). intros last L.
    apply fold_right_pieces.
    - intros [k s] rest H Hrest. apply indexed_nth in H. destruct (s_msg s) as [[t j] i].
      destruct (_ || _)%bool; auto. apply piecewise_all; auto. intros x _. now apply look_up_sound.
    - destruct (answers =? 1)%N; auto. apply piecewise_all; [intros x _; now apply output_sound|].
      unfold at_mosts. destruct (f_listed P) as [mu|] eqn:F; auto. destruct mu as [[t j] i].
      apply piecewise_all; auto. intros r _. apply forall_flat_map. intros c _. apply forall_flat_map. intros a _.
      now apply (at_most_sound I Xf P tr xs so_far sol ok).
  Qed.
End Formula.
