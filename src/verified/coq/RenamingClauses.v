(** A least solution is no greater than its renaming, as clauses: at the first places where the two can differ, each has
    a variable that says that they are equal so far. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs Lex LeastLabels.
Import ListNotations.

(** ** The places that are compared *)
Definition cell_pair := (tvar * tvar)%type.
Definition pair_known (seen : list cell_pair) (p : cell_pair) : bool :=
  existsb (fun q => (tvar_eqb (fst p) (fst q) && tvar_eqb (snd p) (snd q)) ||
                    (tvar_eqb (fst p) (snd q) && tvar_eqb (snd p) (fst q)))%bool seen.

Record moved_row := Moved { at_slot : nat; of_slot : slot; from : int; to : int }.

Section Compared.
  Variable I : instance.
  Definition row_cells (m : moved_row) : list cell_pair :=
    flat_map (fun c => map (fun b => (Cell (at_slot m) (from m) c b, Cell (at_slot m) (to m) c b)) (high_first (slot_width I (of_slot m))))
      (contents (receive_bits I (of_slot m) + send_bits I (of_slot m))).

  (** At most [most] pairs, each once in either order *)
  Fixpoint compared (rows : list moved_row) (most : nat) (seen : list cell_pair) : list cell_pair :=
    match rows with
    | [] => []
    | m :: rows =>
      (fix go (cells : list cell_pair) (most : nat) (seen : list cell_pair) {struct cells} :=
         match most with
         | O => []
         | S less =>
           match cells with
           | [] => compared rows most seen
           | p :: cells => if pair_known seen p then go cells most seen else p :: go cells less (p :: seen)
           end
         end) (row_cells m) most seen
    end.

  Variable image : nat -> slot -> int -> int.
  Definition all_rows (ks : nat * (slot * list int)) : list moved_row :=
    map (fun r => Moved (fst ks) (fst (snd ks)) r (image (fst ks) (fst (snd ks)) r)) (snd (snd ks)).
  Definition moved_rows (tables : list (nat * (slot * list int))) : list moved_row :=
    flat_map (fun ks => filter (fun m => negb (Uint63.eqb (from m) (to m))) (all_rows ks)) tables.
End Compared.

Lemma pair_known_equal (val : tvar -> bool) seen p : (forall q, In q seen -> val (fst q) = val (snd q)) ->
  pair_known seen p = true -> val (fst p) = val (snd p).
Proof.
  intros S K. apply existsb_exists in K as (q & Hq & K). specialize (S q Hq).
  apply orb_true_iff in K as [K|K]; apply andb_true_iff in K as [K1 K2]; apply tvar_eqb_eq in K1, K2; congruence.
Qed.

Section Lexicographic.
  Variable val : tvar -> bool.
  Definition vals (p : cell_pair) : bool * bool := (val (fst p), val (snd p)).

  Lemma lex_step a b l l' : (a = b -> lex l -> lex l') -> lex ((a, b) :: l) -> lex ((a, b) :: l').
  Proof. cbn [lex]. destruct (Bool.eqb a b) eqn:E; auto. apply eqb_prop in E. auto. Qed.

  Lemma compared_lex I rows : forall most seen, (forall q, In q seen -> val (fst q) = val (snd q)) ->
    lex (map vals (flat_map (row_cells I) rows)) -> lex (map vals (compared I rows most seen)).
  Proof.
    induction rows as [|m rows IH]; cbn [compared flat_map]; intros most seen S H; [exact Logic.I|].
    revert most seen S H. generalize (row_cells I m). induction l as [|p cells IHc]; intros [|less] seen S H;
      try exact Logic.I; [now apply IH|].
    destruct (pair_known seen p) eqn:K.
    - apply IHc; auto. cbn [app map vals lex] in H.
      rewrite (pair_known_equal val seen p S K), eqb_reflx in H. exact H.
    - cbn [app map vals] in *. revert H. apply lex_step. intros E H. apply IHc; auto. intros q [<-|Hq]; auto.
  Qed.

  Lemma lex_equal_before l l' : (forall p, In p l -> val (fst p) = val (snd p)) -> lex (map vals (l ++ l')) -> lex (map vals l').
  Proof.
    induction l as [|p l IH]; cbn [app map vals lex]; intros S H; auto.
    rewrite (S p (or_introl eq_refl)), eqb_reflx in H. apply IH; auto. intros q Hq. apply S. now right.
  Qed.
  Lemma lex_after l l1 l2 : (lex (map vals l1) -> lex (map vals l2)) -> lex (map vals (l ++ l1)) -> lex (map vals (l ++ l2)).
  Proof. intros K. induction l as [|p l IH]; cbn [app map vals]; auto. apply lex_step. auto. Qed.

  Lemma moved_lex I image tables : lex (map vals (flat_map (row_cells I) (flat_map (all_rows image) tables))) ->
    lex (map vals (flat_map (row_cells I) (moved_rows image tables))).
  Proof.
    unfold moved_rows. induction tables as [|ks tables IH]; cbn [flat_map]; auto. rewrite !flat_map_app.
    revert IH. generalize (flat_map (row_cells I) (flat_map (all_rows image) tables)).
    generalize (flat_map (row_cells I) (flat_map (fun ks => filter (fun m => negb (Uint63.eqb (from m) (to m))) (all_rows image ks)) tables)).
    intros l2 l1 IH. generalize (all_rows image ks). induction l as [|m l IHl]; cbn [filter flat_map app]; auto.
    destruct (Uint63.eqb (from m) (to m)) eqn:E; cbn [negb flat_map]; rewrite <- !app_assoc.
    - intros H. apply lex_equal_before in H; auto. intros p Hp. apply in_flat_map in Hp as (c & _ & Hp).
      apply in_map_iff in Hp as (b & <- & _). apply Uint63.eqb_spec in E. cbn [fst snd]. now rewrite E.
    - apply lex_after. exact IHl.
  Qed.
End Lexicographic.

(** ** The clauses *)
Definition so_far_equal (val : tvar -> bool) (comparisons : list (list cell_pair)) (g place : nat) : bool :=
  forallb (fun p => Bool.eqb (val (fst p)) (val (snd p))) (firstn (S place) (nth g comparisons [])).

Definition equal_before (g place : nat) : list tliteral := match place with O => [] | S place => [(Equal g place, false)] end.
Fixpoint comparison_clauses (g place : nat) (cells : list cell_pair) : list (list tliteral) :=
  match cells with
  | [] => []
  | (own, renamed) :: cells =>
    (equal_before g place ++ [(own, false); (renamed, true)]) ::
    match cells with
    | [] => []
    | _ => (equal_before g place ++ [(own, false); (Equal g place, true)]) ::
           (equal_before g place ++ [(renamed, true); (Equal g place, true)]) :: comparison_clauses g (S place) cells
    end
  end.
Definition comparison_variables (g : nat) (cells : list cell_pair) : list tvar := map (Equal g) (seq 0 (length cells - 1)).

Section Sound.
  Variables (val : tvar -> bool) (comparisons : list (list cell_pair)) (g : nat).
  Hypothesis equal_val : forall place, val (Equal g place) = so_far_equal val comparisons g place.
  Definition met (c : list tliteral) : Prop := exists l, In l c /\ Bool.eqb (val (fst l)) (snd l) = true.

  Lemma met_first c d : met c -> met (c ++ d).
  Proof. intros (l & H & T). exists l. split; auto. apply in_or_app. now left. Qed.
  Lemma met_last c l : In l c -> val (fst l) = snd l -> met c.
  Proof. intros H T. exists l. split; auto. rewrite T. apply eqb_reflx. Qed.

  Lemma comparison_sound cells : forall pre, nth g comparisons [] = pre ++ cells ->
    lex (map (vals val) (pre ++ cells)) -> Forall met (comparison_clauses g (length pre) cells).
  Proof.
    induction cells as [|[own renamed] cells IH]; intros pre E H; [constructor|].
    assert (C : (forall p, In p pre -> val (fst p) = val (snd p)) \/ met (equal_before g (length pre))).
    { destruct (forallb (fun p => Bool.eqb (val (fst p)) (val (snd p))) pre) eqn:F.
      - left. rewrite forallb_forall in F. intros p Hp. now apply eqb_prop, F.
      - right. destruct pre as [|p0 pre0]; [discriminate|]. cbn [length equal_before].
        exists (Equal g (length pre0), false). split; [now left|]. cbn [fst snd]. rewrite equal_val. unfold so_far_equal.
        rewrite E. change (S (length pre0)) with (length (p0 :: pre0)).
        rewrite firstn_app, Nat.sub_diag, firstn_O, app_nil_r, firstn_all, F. reflexivity. }
    assert (D : val own = false \/ val own = true /\ val renamed = true \/ met (equal_before g (length pre))).
    { destruct C as [C|C]; auto. apply (lex_equal_before val pre) in H; auto. cbn [map vals lex fst snd] in H.
      destruct (val own), (val renamed); cbn [Bool.eqb] in H; auto; discriminate. }
    assert (Q : forall p, In p pre \/ p = (own, renamed) -> (forall p, In p pre -> val (fst p) = val (snd p)) ->
      val own = val renamed -> val (fst p) = val (snd p)) by (intros p [Hp| ->]; auto).
    assert (T : (forall p, In p pre -> val (fst p) = val (snd p)) -> val own = val renamed -> val (Equal g (length pre)) = true).
    { intros A B. rewrite equal_val. unfold so_far_equal.
      pose proof (eq_trans E (app_assoc pre [(own, renamed) : cell_pair] cells)) as E'.
      assert (L : length (pre ++ [(own, renamed) : cell_pair]) = S (length pre)) by (rewrite app_length; cbn [length]; lia).
      rewrite E', <- L, firstn_app, Nat.sub_diag, firstn_O, app_nil_r, firstn_all.
      apply forallb_forall. intros p Hp. rewrite Q; auto using eqb_reflx. apply in_app_or in Hp as [Hp|[<-|[]]]; auto. }
    cbn [comparison_clauses]. constructor.
    { destruct D as [D|[[_ D]|D]]; [| |now apply met_first].
      - apply (met_last _ (own, false)); [apply in_or_app; right; simpl; auto|exact D].
      - apply (met_last _ (renamed, true)); [apply in_or_app; right; simpl; auto|exact D]. }
    destruct cells as [|p cells]; [constructor|]. constructor; [|constructor].
    - destruct D as [D|[[D D']|D]]; [| |now apply met_first].
      + apply (met_last _ (own, false)); [apply in_or_app; right; simpl; auto|exact D].
      + destruct C as [C|C]; [|now apply met_first].
        apply (met_last _ (Equal g (length pre), true)); [apply in_or_app; right; simpl; auto|].
        apply T; [exact C|congruence].
    - destruct D as [D|[[D D']|D]]; [| |now apply met_first].
      + destruct C as [C|C]; [|now apply met_first]. destruct (val renamed) eqn:V.
        * apply (met_last _ (renamed, true)); [apply in_or_app; right; simpl; auto|exact V].
        * apply (met_last _ (Equal g (length pre), true)); [apply in_or_app; right; simpl; auto|]. apply T; [exact C|congruence].
      + apply (met_last _ (renamed, true)); [apply in_or_app; right; simpl; auto|exact D'].
    - replace (S (length pre)) with (length (pre ++ [(own, renamed)])) by (rewrite app_length; cbn [length]; lia).
      apply IH; rewrite <- app_assoc; auto.
  Qed.
End Sound.
