(** The formula of the encoder "pairs", clause by clause in its order. *)
From Coq Require Import List NArith Arith Uint63 PArray Bool ZArith Lia.
From Arcsat Require Import Model Trace Pairs Inputs Grouping Pieces.
Import ListNotations.
Open Scope array_scope.

Record message := Message { at_epoch : nat; by_sender : player; to_receiver : player }.

Section Formula.
  Variables (I : instance) (X : array known) (numbers : list int).
  Let lst := last (the_task I).
  Let E := epochs I.
  Let Xf (k : int) : input := k_input X.[k].
  Let ans (k : int) : N := k_answer X.[k].
  Let holds_int (p : player) (k : int) : int := of_Z (Z.of_N (held (Xf k) p)).
  Definition pair_key (j i : player) (k : int) : int := Uint63.lor (Uint63.lsl (holds_int j k) 31) (holds_int i k).

  Variables (level_arrays : list (array int)) (pair_arrays : list (list (array int))).
  Let level_table (p : player) (k : int) : int := (nth p level_arrays (make 0 0%uint63)).[k].
  Let pair_table (j i : player) (k : int) : int := (nth i (nth j pair_arrays []) (make 0 0%uint63)).[k].

  Definition level_list (p : player) : list int := stand_for_themselves (nth p level_arrays (make 0 0%uint63)) numbers.
  Definition pair_list (j i : player) : list int :=
    stand_for_themselves (nth i (nth j pair_arrays []) (make 0 0%uint63)) (level_list i).
  Definition level_pairs (p : player) : list (int * int) := pairs_by X (holds_int p) (level_list p).

  Definition messages : list message :=
    flat_map (fun t => flat_map (fun i => map (fun j => Message t j i) (senders lst i)) (seq 0 lst)) (seq 1 E).
  Definition sents : list message :=
    filter (fun u => matters I (at_epoch u) (by_sender u) (to_receiver u)) messages.

  Variable pairs_of : list (list (int * int)).       (* by player: level_pairs *)
  Definition pairs_at (p : player) : list (int * int) := nth p pairs_of [].
  Definition different : list (int * int) := filter (fun xy => negb (ans (fst xy) =? ans (snd xy))%N) (pairs_at 0%nat).
  Definition compared (u : message) : list (int * int) :=
    let (t, j, i) := u in
    if by_pair I t j i then pairs_by X (holds_int i) (pair_list j i)
    else if (t =? E)%nat then different else pairs_at i.
  Definition rows (u : message) : list int :=
    let (t, j, i) := u in if by_pair I t j i then pair_list j i else level_list i.
  Definition views : list (player * nat) :=
    flat_map (fun p => map (pair p) (filter (fun t => (t <? E)%nat && hears I p t) (seq 1 E))) (seq 0 lst).

  Definition variables : list var :=
    flat_map (fun u : message => let (t, j, i) := u in flat_map (fun k => map (Value t j i k) (bits I t j i)) (rows u)) sents ++
    flat_map (fun u : message => let (t, j, i) := u in
      flat_map (fun xy : (int * int)%type => map (Differ t j i (fst xy) (snd xy)) (bits I t j i)) (compared u)) sents ++
    flat_map (fun pt : (player * nat)%type => map (fun xy : (int * int)%type => Apart (fst pt) (snd pt) (fst xy) (snd xy)) (pairs_at (fst pt))) views.

  Definition formula : pieces (list literal) :=
    fold_right (fun (u : message) rest => let (t, j, i) := u in piecewise (differ_clauses I t j i) (compared u) rest)
      (fold_right (fun (pt : (player * nat)%type) rest =>
           piecewise (apart_clauses I Xf pair_table (fst pt) (snd pt)) (pairs_at (fst pt)) rest)
        (fold_right (fun (u : message) rest => let (t, j, i) := u in
             if by_pair I t j i then rest else piecewise (message_clauses I Xf level_table t j i) (pairs_at i) rest)
          (piecewise (output_clauses I Xf ans pair_table) (pairs_at 0%nat) []) sents) views) sents.

  Variable tr : trace.
  Hypothesis sol : solution I (allowed I) tr.
  Hypothesis X_good : forall k, good I X.[k].
  Hypothesis some_epoch : (1 <= E)%nat.

  Lemma sents_in u : In u sents -> (1 <= at_epoch u <= E)%nat /\ (to_receiver u < by_sender u <= lst)%nat.
  Proof.
    unfold sents, messages. intros H. apply filter_In in H as [H _].
    apply in_flat_map in H as (t & Ht & H). apply in_flat_map in H as (i & Hi & H).
    apply in_map_iff in H as (j & <- & Hj). apply in_seq in Ht. apply in_senders in Hj. simpl. lia.
  Qed.
  Lemma views_in pt : In pt views -> (1 <= snd pt < E)%nat.
  Proof.
    unfold views. intros H. apply in_flat_map in H as (p & _ & H). apply in_map_iff in H as (t & <- & H).
    apply filter_In in H as [H K]. apply in_seq in H. apply andb_true_iff in K as [K _]. apply Nat.ltb_lt in K. simpl. lia.
  Qed.

  Theorem formula_sound : all_pieces (satisfied I Xf tr) formula.
  Proof.
    assert (A : forall k, allowed I (Xf k)) by (intros; apply X_good).
    assert (R : forall k, ans k = answer (the_task I) (Xf k)) by (intros; apply X_good).
    unfold formula. apply fold_right_pieces; [|apply fold_right_pieces; [|apply fold_right_pieces]].
    - intros [t j i] rest _ H. apply piecewise_all; auto. intros xy _. apply differ_clauses_sound.
    - intros pt rest Hpt H. apply piecewise_all; auto. intros xy _. eapply apart_clauses_sound; eauto. apply views_in; auto.
    - intros u rest Hu H. pose proof (sents_in u Hu) as K. destruct u as [t j i]. simpl in K. destruct (by_pair I t j i); auto.
      apply piecewise_all; auto. intros xy _. eapply message_clauses_sound; eauto; apply K.
    - apply piecewise_all; [|constructor]. intros xy _. eapply output_clauses_sound; eauto.
  Qed.
End Formula.
