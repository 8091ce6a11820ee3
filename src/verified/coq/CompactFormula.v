(** The formula of the encoder "compact", clause by clause in its order. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs FreeLabels LabelClauses Inputs Grouping.
Import ListNotations.
Open Scope array_scope.

Section Formula.
  Variables (I : instance) (X : array known) (numbers : list int) (P : plan) (labels : bool).
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

  Definition tvariables : list tvar :=
    flat_map (fun ks : (nat * slot)%type => let (k, s) := ks in let '(t, j, i) := s_msg s in
      flat_map (fun r => flat_map (fun c => map (Cell k r c) (bits I t j i)) (contents (length (bits_of I (content_s s))))) (group_numbers k) ++
      (if empty I (content_s s) || s_inlined s then [] else flat_map (fun x => map (Told k x) (bits I t j i)) (level_numbers i))) indexed ++
    flat_map (fun r => flat_map (fun c =>
      match f_listed P with Some _ => map (Listed r c) (numbers_below answers) | None => map (Out r c) answer_bits end)
      (contents (length (bits_of I (f_content P))))) (group_numbers final_index).

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

  Definition rs_of (i : player) : list input := map Xf (level_numbers i).
  Definition tformula : list (list tliteral) :=
    flat_map (fun ks : (nat * slot)%type => let (k, s) := ks in let '(t, j, i) := s_msg s in
      if empty I (content_s s) || s_inlined s then []
      else flat_map (look_up_clauses I Xf P group_table level_table k s) (level_numbers i)) indexed ++
    (let base := base_bits in let inl := inlined_bits in let ab := answer_bits in
     flat_map (output_clauses_t I Xf ans P group_table level_table base inl ab) numbers) ++
    match f_listed P with
    | None => []
    | Some mu => let '(t, j, i) := mu in
      let cs := choices (S (N.to_nat (2 ^ width I t j i))) (numbers_below answers) in
      flat_map (fun r => flat_map (fun c => flat_map (at_most_clause I mu r c) cs) (contents (length (bits_of I (f_content P))))) (group_numbers final_index)
    end ++
    (if labels then
      flat_map (fun ks : (nat * slot)%type => let (k, s) := ks in
        let '(t, j, i) := s_msg s in
        flat_map (fun r =>
          let first := input_rank xs [] s (Xf r) in
          if (N.shiftr (N.of_nat first) (width I t j i) =? 0)%N then
            flat_map (fun send => flat_map (label_clauses I Xf xs [] k s r first send) (contents (length (bits_of I (s_receive s))))) (contents (send_bits I s))
          else []) (group_numbers k)) indexed
     else []).

  Variable tr : trace.
  Let A (x : input) := In x xs.
  Hypothesis sol : solution I A tr.
  Hypothesis X_good : forall k, In (Xf k) xs /\ ans k = answer (the_task I) (Xf k).
  Hypothesis ok : plan_ok I P = true.
  Hypothesis small : labels = true -> forall s x, In s (slots P) -> In x xs -> (sent_on tr (s_msg s) x <= row_no I xs [] tr s x)%N.

  Lemma indexed_nth k s : In (k, s) indexed -> nth_error (slots P) k = Some s.
  Proof.
    unfold indexed. assert (G : forall l n, In (k, s) (combine (seq n (length l)) l) -> (n <= k)%nat /\ nth_error l (k - n)%nat = Some s).
    { induction l as [|a l IH]; simpl; intros n H; [tauto|]. destruct H as [H|H].
      - injection H as -> ->. rewrite Nat.sub_diag. auto.
      - apply IH in H as [H1 H2]. split; [lia|]. replace (k - n)%nat with (S (k - S n)%nat) by lia. exact H2. }
    intros H. apply G in H as [_ H]. now rewrite Nat.sub_0_r in H.
  Qed.

  Theorem tformula_sound : Forall (t_satisfied I Xf P tr xs) tformula.
  Proof.
    assert (B : forall k, In (Xf k) xs) by (intros; apply X_good).
    assert (R : forall k, ans k = answer (the_task I) (Xf k)) by (intros; apply X_good).
    unfold tformula. apply Forall_app; split; [|apply Forall_app; split; [|apply Forall_app; split]].
    - apply forall_flat_map. intros [k s] H. apply indexed_nth in H. destruct (s_msg s) as [[t j] i].
      destruct (_ || _)%bool; [constructor|]. apply forall_flat_map. intros x _. now apply look_up_sound.
    - apply forall_flat_map. intros x _. now apply output_sound.
    - destruct (f_listed P) as [mu|] eqn:L; [|constructor]. destruct mu as [[t j] i].
      apply forall_flat_map. intros r _. apply forall_flat_map. intros c _. apply forall_flat_map. intros a _.
      now apply (at_most_sound I Xf P group_table level_table tr xs sol ok).
    - destruct labels; [|constructor]. apply forall_flat_map. intros [k s] H. apply indexed_nth in H.
      destruct (s_msg s) as [[t j] i]. apply forall_flat_map. intros r _. destruct (_ =? 0)%N; [|constructor].
      apply forall_flat_map. intros send _. apply forall_flat_map. intros receive _.
      apply (label_clauses_sound I Xf P xs [] tr); auto.
  Qed.
End Formula.
