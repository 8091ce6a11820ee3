(** "Row k of a column has a value of at most k", as clauses, and the numbers of the rows. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia FMapAVL.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs Lex LeastLabels Inputs Grouping.
Import ListNotations.

(** ** Groups with their numbers in their column *)
Section Ranked.
  Variable hash : int -> int.
  (** How many have come with this hash *)
  Definition met_before (m : Map.t N) (h : int) : N := match Map.find h m with Some c => c | None => 0%N end.
  Fixpoint ranked (m : Map.t N) (rs : list int) (done : list (int * N)) : list (int * N) :=
    match rs with
    | [] => rev' done
    | r :: rs => let c := met_before m (hash r) in ranked (Map.add (hash r) (c + 1)%N m) rs ((r, c) :: done)
    end.

  Lemma met_before_add m h c h' : met_before (Map.add h c m) h' = if Uint63.eqb h h' then c else met_before m h'.
  Proof.
    unfold met_before. destruct (Uint63.eqb h h') eqn:E.
    - apply Uint63.eqb_spec in E. subst. rewrite (Map.find_1 (Map.add_1 _ _ (eq_refl h'))). reflexivity.
    - assert (N : ~ Map.E.eq h h') by (intros Q; unfold Map.E.eq in Q; subst; rewrite (proj2 (Uint63.eqb_spec h' h') eq_refl) in E; discriminate).
      destruct (Map.find h' m) as [d|] eqn:F.
      + apply Map.find_2 in F. now rewrite (Map.find_1 (Map.add_2 _ N F)).
      + destruct (Map.find h' (Map.add h c m)) as [d|] eqn:F'; [|reflexivity].
        apply Map.find_2, (Map.add_3 N), Map.find_1 in F'. congruence.
  Qed.

  Lemma ranked_spec all : forall rs before m done, all = before ++ rs ->
    (forall h, (N.of_nat (length (filter (fun r => Uint63.eqb (hash r) h) before)) <= met_before m h)%N) ->
    (forall r c, In (r, c) done -> exists pre post, all = pre ++ r :: post /\
       (N.of_nat (length (filter (fun r' => Uint63.eqb (hash r') (hash r)) pre)) <= c)%N) ->
    forall r c, In (r, c) (ranked m rs done) -> exists pre post, all = pre ++ r :: post /\
       (N.of_nat (length (filter (fun r' => Uint63.eqb (hash r') (hash r)) pre)) <= c)%N.
  Proof.
    induction rs as [|r0 rs IH]; cbn [ranked]; intros before m done E C D r c H.
    - apply D. unfold rev' in H. rewrite <- rev_alt in H. now apply in_rev.
    - eapply (IH (before ++ [r0])); [now rewrite <- app_assoc| | |exact H].
      + intros h. rewrite met_before_add, filter_app, app_length. cbn [filter].
        destruct (Uint63.eqb (hash r0) h) eqn:Q; cbn [length]; specialize (C h); [|lia].
        apply Uint63.eqb_spec in Q. subst h. lia.
      + intros r' c' [Q|K]; [|auto]. injection Q as <- <-. exists before, rs. auto.
  Qed.
End Ranked.

Section LabelClauses.
  Variables (I : instance) (X : int -> input) (P : plan) (xs : list input).

  Definition at_most (k : nat) (r : int) (content : list bool) (w most : N) : list (list tliteral) :=
    if (N.shiftr most w =? 0)%N then
      flat_map (fun z => if N.testbit most z then [] else
        [(Cell k r content z, false) ::
         map (fun h => (Cell k r content h, false))
             (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat w))))])
        (map N.of_nat (seq 0 (N.to_nat w)))
    else [].
  Definition label_clauses (k : nat) (s : slot) (r : int) (first : N) (send receive : list bool) : list (list tliteral) :=
    at_most k r (receive ++ send) (slot_width I s) (first * 2 ^ N.of_nat (length send) + value send)%N.

  Variables (tr : trace) (so_far : nat -> nat -> bool).

  Theorem label_clauses_sound k s r first send receive : nth_error (slots P) k = Some s ->
    (cell_value I xs X tr s r (receive ++ send) <= first * 2 ^ N.of_nat (length send) + value send)%N ->
    Forall (t_satisfied I X P tr xs so_far) (label_clauses k s r first send receive).
  Proof.
    intros Hk Small. unfold label_clauses, at_most. set (w := slot_width I s).
    set (most := (_ + value send)%N) in *. destruct (N.shiftr most w =? 0)%N eqn:Z; [|constructor].
    apply N.eqb_eq in Z. apply Forall_forall. intros c Hc. apply in_flat_map in Hc as (z & Hz & Hc).
    destruct (N.testbit most z) eqn:Mz; [destruct Hc|]. destruct Hc as [<-|[]].
    set (m := fun b => tmeaning I X P tr xs so_far (Cell k r (receive ++ send) b)).
    set (v := cell_value I xs X tr s r (receive ++ send)) in *.
    assert (Bv : forall b, m b = N.testbit v b).
    { intros b. unfold m, v, cell_value. simpl. rewrite Hk. destruct (find _ xs); [reflexivity|now rewrite N.bits_0]. }
    destruct (m z) eqn:Vz.
    - destruct (existsb (fun h => negb (m h)) (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat w))))) eqn:Ex.
      + apply existsb_exists in Ex as (h & Hh & Nh). apply negb_true_iff in Nh. exists (Cell k r (receive ++ send) h, false).
        split; [right; now apply (in_map (fun h => (Cell k r (receive ++ send) h, false)))|].
        unfold t_true. cbn [fst snd]. fold (m h). now rewrite Nh.
      + exfalso. assert (most < v)%N; [|lia]. apply above with (z := z); [now rewrite <- Bv|exact Mz|].
        intros h Hh Mh. rewrite <- Bv. destruct (m h) eqn:Nh; auto. exfalso.
        assert (existsb (fun h => negb (m h)) (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat w)))) = true); [|congruence].
        apply existsb_exists. exists h. rewrite Nh. split; auto. apply filter_In. split.
        * apply in_map_iff. exists (N.to_nat h). rewrite N2Nat.id. split; auto. apply in_seq.
          assert (h < w)%N; [|lia]. apply N.nle_gt. intros L.
          assert (T : N.testbit (N.shiftr most w) (h - w) = true).
          { rewrite N.shiftr_spec'. replace (h - w + w)%N with h by lia. exact Mh. }
          rewrite Z, N.bits_0 in T. discriminate.
        * apply andb_true_iff. split; auto. now apply N.ltb_lt.
    - exists (Cell k r (receive ++ send) z, false). split; [left; reflexivity|]. unfold t_true. cbn [fst snd]. fold (m z). now rewrite Vz.
  Qed.
End LabelClauses.
