(** The clauses "row k of a column sends at most k" hold of a solution whose labels are small. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs FreeLabels.
Import ListNotations.

Section LabelClauses.
  Variables (I : instance) (X : int -> input) (P : plan) (xs rs : list input) (group_table : nat -> int -> int).

  Definition at_most (k : nat) (r : int) (content : list bool) (w most : N) : list (list tliteral) :=
    if (N.shiftr most w =? 0)%N then
      flat_map (fun z => if N.testbit most z then [] else
        [(Cell k r content z, false) ::
         map (fun h => (Cell k r content h, false))
             (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat w))))])
        (map N.of_nat (seq 0 (N.to_nat w)))
    else [].
  Definition label_clauses (k : nat) (s : slot) (r : int) (first : nat) (send receive : list bool) : list (list tliteral) :=
    let '(t, j, i) := s_msg s in
    if Nat.eqb first (input_rank xs rs s (X r)) && Nat.eqb (length send) (send_bits I s) && Nat.eqb (length receive) (length (bits_of I (s_receive s))) then
      at_most k r (receive ++ send) (width I t j i) (N.of_nat first * 2 ^ N.of_nat (length send) + value send)%N
    else [].

  Variable tr : trace.
  Hypothesis sol : solution I (fun x => In x xs) tr.
  Hypothesis small : forall s x, In s (slots P) -> In x xs -> (sent_on tr (s_msg s) x <= row_no I xs rs tr s x)%N.

  Theorem label_clauses_sound k s r first send receive : nth_error (slots P) k = Some s ->
    Forall (t_satisfied I X P tr xs) (label_clauses k s r first send receive).
  Proof.
    intros Hk. unfold label_clauses. destruct (s_msg s) as [[t j] i] eqn:M.
    destruct (_ && _ && _)%bool eqn:Q; [|constructor]. rewrite !andb_true_iff, !Nat.eqb_eq in Q. destruct Q as [[Qf Qs] Qr].
    unfold at_most. set (most := (_ + value send)%N). destruct (N.shiftr most _ =? 0)%N eqn:Z; [|constructor].
    apply N.eqb_eq in Z. apply Forall_forall. intros c Hc. apply in_flat_map in Hc as (z & Hz & Hc).
    destruct (N.testbit most z) eqn:Mz; [destruct Hc|]. destruct Hc as [<-|[]].
    set (m := fun b => tmeaning I X P tr xs (Cell k r (receive ++ send) b)).
    assert (V : exists v, (v <= most)%N /\ forall b, m b = N.testbit v b).
    { unfold m. simpl. rewrite Hk. destruct (find _ xs) as [y|] eqn:F; [|exists 0%N; split; [lia|intros; now rewrite N.bits_0]].
      exists (sent_on tr (s_msg s) y). split; auto.
      apply find_some in F as [Hy F]. apply (row_of_iff I X (fun _ r => r) (fun _ r => r) tr) in F as [F1 F2].
      pose proof (small s y (nth_error_In _ _ Hk) Hy) as K. unfold row_no in K.
      unfold held_s in F1. unfold alike in F1. rewrite forallb_app in F1. apply andb_true_iff in F1 as [C R].
      unfold content_s in F2.
      assert (F3 : content_on I tr (s_receive s) y = receive /\ content_on I tr (s_send s) y = send).
      { rewrite (content_app I tr) in F2. assert (L : length (content_on I tr (s_receive s) y) = length receive).
        { unfold content_on. now rewrite map_length. }
        revert L F2. generalize (content_on I tr (s_receive s) y). clear. induction receive as [|b l IH]; intros [|b' l']; simpl; intros L F; try discriminate; auto.
        injection F as -> F. injection L as L. destruct (IH _ L F). split; congruence. }
      destruct F3 as [F3 F4].
      assert (RK : input_rank xs rs s y = first).
      { rewrite Qf. unfold input_rank.
        assert (KC : forall z, alike (s_column s) y z = alike (s_column s) (X r) z).
        { intros w. unfold alike in *. clear -C. induction (s_column s) as [|p l IH]; simpl in *; auto.
          apply andb_true_iff in C as [C1 C2]. apply N.eqb_eq in C1. rewrite C1, IH by auto. reflexivity. }
        rewrite (filter_ext _ _ KC).
        assert (KR : row_key s y = row_key s (X r)).
        { unfold row_key. clear -R. induction (s_row s) as [|p l IH]; simpl in *; auto.
          apply andb_true_iff in R as [R1 R2]. apply N.eqb_eq in R1. rewrite R1, IH; auto. }
        now rewrite KR. }
      rewrite RK, F4 in K. unfold most. rewrite Qs. exact K. }
    destruct V as (v & Lv & Bv).
    destruct (m z) eqn:Vz.
    - destruct (existsb (fun h => negb (m h)) (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat (width I t j i)))))) eqn:Ex.
      + apply existsb_exists in Ex as (h & Hh & Nh). apply negb_true_iff in Nh. exists (Cell k r (receive ++ send) h, false).
        split; [right; now apply (in_map (fun h => (Cell k r (receive ++ send) h, false)))|].
        unfold t_true. cbn [fst snd]. fold (m h). now rewrite Nh.
      + exfalso. assert (most < v)%N; [|lia]. apply above with (z := z); [now rewrite <- Bv|exact Mz|].
        intros h Hh Mh. rewrite <- Bv. destruct (m h) eqn:Nh; auto. exfalso.
        assert (existsb (fun h => negb (m h)) (filter (fun h => (z <? h)%N && N.testbit most h) (map N.of_nat (seq 0 (N.to_nat (width I t j i))))) = true); [|congruence].
        apply existsb_exists. exists h. rewrite Nh. split; auto. apply filter_In. split.
        * apply in_map_iff. exists (N.to_nat h). rewrite N2Nat.id. split; auto. apply in_seq.
          assert (h < width I t j i)%N; [|lia]. apply N.nle_gt. intros L.
          assert (T : N.testbit (N.shiftr most (width I t j i)) (h - width I t j i) = true).
          { rewrite N.shiftr_spec'. replace (h - width I t j i + width I t j i)%N with h by lia. exact Mh. }
          rewrite Z, N.bits_0 in T. discriminate.
        * apply andb_true_iff. split; auto. now apply N.ltb_lt.
    - exists (Cell k r (receive ++ send) z, false). split; [left; reflexivity|]. unfold t_true. cbn [fst snd]. fold (m z). now rewrite Vz.
  Qed.
End LabelClauses.
