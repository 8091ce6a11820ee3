(** Counting with weights (src/certify/weighted_counting.hpp has the claim in words): what player 2 tells player 1 of tables z_1,
    averaged over them by Shearer's inequality. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost Means Combinations Leaves Degrees BlockClaims Shearer CountingCheck TwoStep Rows RowsCheck.
Import ListNotations.

Record weighted := Weighted {
  w_queries : nat;
  w_z0 : list N;
  w_tables : list (list N * nat);      (* each as its list of values, with its weight *)
  w_denominator : nat }.

Lemma max_bound {X} (g : X -> N) l x : In x l -> (g x <= fold_right N.max 0%N (map g l))%N.
Proof. induction l as [|y l IH]; intros H; [destruct H|]. cbn [map fold_right]. destruct H as [->|H]; [lia|specialize (IH H); lia]. Qed.
Lemma max_reached {X} (g : X -> N) l : fold_right N.max 0%N (map g l) = 0%N \/ exists x, In x l /\ fold_right N.max 0%N (map g l) = g x.
Proof.
  induction l as [|y l IH]; [now left|]. cbn [map fold_right]. right.
  destruct (N.max_spec (g y) (fold_right N.max 0%N (map g l))) as [[L E]|[_ E]]; rewrite E; [|exists y; simpl; auto].
  destruct IH as [IH|(x & Hx & IH)]; [lia|]. exists x. simpl. auto.
Qed.

Section Checker.
  Variables (m q1 q2 c : N) (B : weighted).

  (** What a table z_1 shows at the positions *)
  Definition shown (t : list N) : list N := map (fun a => nth (N.to_nat a) t 0%N) (w_z0 B).
  Definition cover (i : N) : nat := fold_right (fun t s => (if holds i (shown (fst t)) then snd t else 0) + s) 0 (w_tables B).
  Definition classes (k : nat) : N := N.min (N.of_nat k) (2 ^ c).
  Definition common (queries : N) : N :=
    queries + N.of_nat (length (w_z0 B)) + queries * (classes (length (w_z0 B)) * classes (length (w_tables B))).
  Definition all_weights : nat := fold_right (fun t s => snd t + s) 0 (w_tables B).
  Definition covered_entries : N := total (map (fun i => N.of_nat (Nat.min (w_denominator B) (cover i))) (range q1)).

  Definition weighted_ok : bool :=
    forallb (fun a => a <? m)%N (w_z0 B) && negb (length (w_z0 B) =? 0) && negb (length (w_tables B) =? 0) && (1 <=? w_denominator B) && (0 <? q2)%N &&
    forallb (fun t => (N.of_nat (length (fst t)) =? m)%N && forallb (fun v => v <? q1)%N (fst t)) (w_tables B).
  Definition check_weighted (queries : N) : bool :=
    weighted_ok && (0 <? queries)%N &&
    (2 ^ (N.of_nat (w_denominator B) * (c * common queries) + c * m * N.of_nat all_weights) <? q2 ^ (queries * covered_entries))%N.
End Checker.

Section Sound.
  Variables (I : instance) (m n q1 q2 c : N) (B : weighted).
  Hypothesis two : two_step I m n q1 q2.
  Hypothesis Hc : bits_per_token I = c.
  Hypothesis valid : weighted_ok m q1 q2 B = true.

  Let C := (2 ^ c)%N.
  Let J := w_z0 B.
  Let P := map (fun t => table_number q1 (fst t)) (w_tables B).
  Variables (A : input -> Prop) (tr : trace) (ws zs : list N).
  Hypothesis sol : solution I A tr.
  Hypothesis A_all : forall w z0 z1 z2, In w ws -> In z0 J -> In z1 P -> In z2 zs -> A (at_ w z0 z1 z2).
  Hypothesis ws_below : forall w, In w ws -> (w < n)%N.
  Hypothesis ws_different : NoDup ws.

  Lemma ok_parts : (forall a, In a J -> (a < m)%N) /\ J <> [] /\ w_tables B <> [] /\ 1 <= w_denominator B /\ (0 < q2)%N /\
    (forall t, In t (w_tables B) -> N.of_nat (length (fst t)) = m /\ forall v, In v (fst t) -> (v < q1)%N).
  Proof.
    unfold weighted_ok in valid. rewrite !andb_true_iff, !forallb_forall in valid. destruct valid as [[[[[V1 V2] V3] V4] V5] V6]. repeat split.
    - intros a Ha. now apply N.ltb_lt, V1.
    - intros E. unfold J in E. rewrite E in V2. discriminate.
    - intros E. rewrite E in V3. discriminate.
    - now apply Nat.leb_le.
    - now apply N.ltb_lt.
    - specialize (V6 t H). apply andb_true_iff in V6 as [V6 _]. now apply N.eqb_eq.
    - specialize (V6 t H). apply andb_true_iff in V6 as [_ V6]. rewrite forallb_forall in V6. intros v Hv. now apply N.ltb_lt, V6.
  Qed.

  (** What a context asks *)
  Lemma asks a t : In a J -> In t (w_tables B) -> entry q1 (table_number q1 (fst t)) a = nth (N.to_nat a) (fst t) 0%N /\ (nth (N.to_nat a) (fst t) 0 < q1)%N.
  Proof.
    intros Ha Ht. destruct ok_parts as (V1 & _ & _ & _ & _ & V6). destruct (V6 t Ht) as [L V]. specialize (V1 a Ha).
    destruct (table_number_entry q1 _ V) as [_ E]. specialize (E (N.to_nat a) ltac:(lia)). rewrite N2Nat.id in E. split; [exact E|].
    apply V, nth_In. lia.
  Qed.

  (** ** What every player may hear: messages to players -1 and 0, of at most C values *)

  Record slot := Slot { s_epoch : nat; s_sender : nat; s_receiver : nat; s_w : N; s_z0 : N; s_z1 : N }.
  Definition says_at (s : slot) (z : N) : N := tr (s_epoch s) (s_sender s) (s_receiver s) (at_ (s_w s) (s_z0 s) (s_z1 s) z).
  Definition low (s : slot) : Prop := 1 <= s_epoch s <= 2 /\ s_receiver s < s_sender s <= 3 /\ s_receiver s < 2.

  Lemma slots_few l : (forall s, In s l -> low s) -> atmost zs (fun z => map (fun s => says_at s z) l) (2 ^ (c * N.of_nat (length l))).
  Proof.
    intros H. rewrite N.pow_mul_r, <- product_repeat. apply atmost_lists. intros z _. induction l as [|s l IH]; [constructor|]. cbn [length repeat map]. constructor.
    - destruct (H s (or_introl eq_refl)) as (H1 & H2 & H3). unfold says_at. rewrite <- Hc, <- (width_low I m n q1 q2 two (s_epoch s) (s_sender s) _ H3).
      now apply (said_fits I m n q1 q2 two A).
    - apply IH. intros; apply H; now right.
  Qed.

  (** Of each query, positions and tables of which player -1 hears all that it can *)
  Lemma heard_of w z : exists Jr Pr, incl Jr J /\ incl Pr P /\ (N.of_nat (length Jr) * N.of_nat (length Pr) <= classes c (length J) * classes c (length P))%N /\
    (forall a, In a J -> exists a', In a' Jr /\ tr 1 1 0 (at_ w a (hd 0%N P) z) = tr 1 1 0 (at_ w a' (hd 0%N P) z)) /\
    (forall p, In p P -> exists p', In p' Pr /\ tr 1 2 0 (at_ w (hd 0%N J) p z) = tr 1 2 0 (at_ w (hd 0%N J) p' z)).
  Proof.
    destruct (representatives _ _ N.eq_dec J (fun a => tr 1 1 0 (at_ w a (hd 0%N P) z))) as (Jr & J1 & J2 & J3).
    destruct (representatives _ _ N.eq_dec P (fun p => tr 1 2 0 (at_ w (hd 0%N J) p z))) as (Pr & P1 & P2 & P3).
    assert (Few : forall (f : N -> N) l r, incl r l -> NoDup (map f r) -> (forall a, (f a < C)%N) -> (N.of_nat (length r) <= classes c (length l))%N).
    { intros f l r I0 D F. unfold classes. fold C. apply N.min_glb.
      - assert (length r <= length l); [|lia]. apply NoDup_incl_length; auto. now apply NoDup_map_inv in D.
      - rewrite <- (map_length f r). apply below_count; auto. intros v Hv. apply in_map_iff in Hv as (a & <- & _). apply F. }
    exists Jr, Pr. repeat split; auto. apply N.mul_le_mono.
    - apply (Few _ J Jr J1 J2). intros a. unfold C. rewrite <- Hc, <- (width_low I m n q1 q2 two 1 1 0) by lia. apply (said_fits I m n q1 q2 two A); auto; lia.
    - apply (Few _ P Pr P1 P2). intros p. unfold C. rewrite <- Hc, <- (width_low I m n q1 q2 two 1 2 0) by lia. apply (said_fits I m n q1 q2 two A); auto; lia.
  Qed.

  Lemma common_slots w0 z0 : In w0 ws -> In z0 zs -> exists slots, (forall s, In s slots -> low s) /\ (N.of_nat (length slots) <= common c B (N.of_nat (length ws)))%N /\
    forall z z', In z zs -> In z' zs -> map (fun s => says_at s z) slots = map (fun s => says_at s z') slots -> forall w a p, In w ws -> In a J -> In p P ->
      tr 1 3 0 (at_ w a p z) = tr 1 3 0 (at_ w a p z') /\ tr 1 3 1 (at_ w a p z) = tr 1 3 1 (at_ w a p z') /\ tr 2 3 0 (at_ w a p z) = tr 2 3 0 (at_ w a p z').
  Proof.
    intros Hw0 Hz0. destruct ok_parts as (_ & Jne & Tne & _). assert (Hj : In (hd 0%N J) J) by (destruct J; [congruence|now left]).
    assert (Hp : In (hd 0%N P) P) by (unfold P; destruct (w_tables B); [congruence|now left]).
    set (j0 := hd 0%N J) in *. set (p0 := hd 0%N P) in *.
    assert (G : forall l, incl l ws -> exists sl, (forall s, In s sl -> low s) /\ (N.of_nat (length sl) <= N.of_nat (length l) * (classes c (length J) * classes c (length P)))%N /\
      forall z z', In z zs -> In z' zs -> map (fun s => says_at s z) sl = map (fun s => says_at s z') sl -> forall w a p, In w l -> In a J -> In p P ->
        tr 2 3 0 (at_ w a p z) = tr 2 3 0 (at_ w a p z')).
    { induction l as [|w l IH]; intros Hl; [exists []; split; [intros s []|split; [cbn; lia|intros ? ? _ _ _ w a p []]]|].
      destruct IH as (sl & S1 & S2 & S3); [intros x Hx; apply Hl; now right|].
      assert (Hw : In w ws) by (apply Hl; now left). destruct (heard_of w z0) as (Jr & Pr & J1 & P1 & Few & J2 & P2). fold j0 p0 in J2, P2.
      set (here := map (fun ap => Slot 2 3 0 w (fst ap) (snd ap)) (list_prod Jr Pr)). exists (here ++ sl). split; [|split].
      - intros s Hs. apply in_app_or in Hs as [Hs|Hs]; auto. apply in_map_iff in Hs as (ap & <- & _). unfold low. simpl. lia.
      - rewrite app_length. unfold here. rewrite map_length, prod_length. cbn [length]. set (k := (classes c (length J) * classes c (length P))%N) in *. clearbody k. lia.
      - intros z z' Hz Hz' E w' a p Hw' Ha Hp'. rewrite !map_app in E. unfold here in E. rewrite !map_map in E. apply same_maps in E as [E1 E2].
        destruct Hw' as [<-|Hw']; [|now apply S3].
        destruct (J2 a Ha) as (a' & Ha' & Ea), (P2 p Hp') as (p' & Hp'' & Ep).
        assert (Move : forall y, In y zs -> tr 2 3 0 (at_ w a p y) = tr 2 3 0 (at_ w a' p' y)).
        { intros y Hy. apply (one_b2 I m n q1 q2 two A tr sol); try (apply A_all; auto).
          - rewrite (first_said I m n q1 q2 two A tr sol 1 0 (at_ w a p y) (at_ w a p0 z0)) by (auto; lia). rewrite Ea.
            apply (first_said I m n q1 q2 two A tr sol); auto; lia.
          - rewrite (first_said I m n q1 q2 two A tr sol 2 0 (at_ w a p y) (at_ w j0 p z0)) by (auto; lia). rewrite Ep.
            apply (first_said I m n q1 q2 two A tr sol); auto; lia. }
        rewrite (Move z Hz), (Move z' Hz'). exact (E1 (a', p') (proj2 (in_prod_iff _ _ _ _) (conj Ha' Hp''))). }
    destruct (G ws (incl_refl _)) as (sl & S1 & S2 & S3).
    set (a2s := map (fun w => Slot 1 3 0 w j0 p0) ws). set (ds := map (fun a => Slot 1 3 1 w0 a p0) J).
    exists (a2s ++ ds ++ sl). split; [|split].
    - intros s Hs. apply in_app_or in Hs as [Hs|Hs]; [|apply in_app_or in Hs as [Hs|Hs]; auto]; apply in_map_iff in Hs as (u & <- & _); unfold low; simpl; lia.
    - rewrite !app_length. unfold a2s, ds. rewrite !map_length. unfold common. fold J. unfold P in S2. rewrite map_length in S2.
      set (k := (classes c (length J) * classes c (length (w_tables B)))%N) in *. clearbody k. lia.
    - intros z z' Hz Hz' E w a p Hw Ha Hp'. rewrite !map_app in E. unfold a2s, ds in E. rewrite !map_map in E. apply same_maps in E as [E1 E]. apply same_maps in E as [E2 E3].
      split; [|split; [|now apply S3]].
      + rewrite (first_said I m n q1 q2 two A tr sol 3 0 (at_ w a p z) (at_ w j0 p0 z)) by (auto; lia).
        rewrite (first_said I m n q1 q2 two A tr sol 3 0 (at_ w a p z') (at_ w j0 p0 z')) by (auto; lia). now apply E1.
      + rewrite (first_said I m n q1 q2 two A tr sol 3 1 (at_ w a p z) (at_ w0 a p0 z)) by (auto; lia).
        rewrite (first_said I m n q1 q2 two A tr sol 3 1 (at_ w a p z') (at_ w0 a p0 z')) by (auto; lia). now apply E2.
  Qed.

  (** ** The entries, and the sets of them that the inequality takes *)

  Definition places : list N := flat_map (fun w => map (fun i => w * q1 + i)%N (range q1)) ws.
  Lemma places_in u : In u places <-> exists w i, In w ws /\ (i < q1)%N /\ u = (w * q1 + i)%N.
  Proof.
    unfold places. rewrite in_flat_map. split.
    - intros (w & Hw & H). apply in_map_iff in H as (i & <- & Hi). apply range_in in Hi. eauto.
    - intros (w & i & Hw & Hi & ->). exists w. split; auto. apply in_map_iff. exists i. split; auto. now apply range_in.
  Qed.
  Lemma place_of w i : (i < q1)%N -> ((w * q1 + i) mod q1 = i)%N.
  Proof. intros H. rewrite N.add_comm, N.mod_add by lia. now apply N.mod_small. Qed.
  Lemma places_NoDup : NoDup places.
  Proof.
    unfold places. clear -ws_different. induction ws as [|w l IH]; [constructor|]. inversion ws_different as [|? ? Nw Dw]; subst. cbn [flat_map].
    assert (App : forall a b : list N, NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b)).
    { clear. induction a as [|v a IH]; intros b Da Db H; simpl; auto. inversion Da; subst. constructor.
      - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
      - apply IH; auto. intros u Hu. apply H. now right. }
    apply App; auto.
    - apply NoDup_map_in; [|apply range_NoDup]. intros i i' _ _ E. lia.
    - intros v Hv F. apply in_map_iff in Hv as (i & <- & Hi). apply in_flat_map in F as (w' & Hw' & F). apply in_map_iff in F as (i' & E & Hi').
      apply range_in in Hi, Hi'. destruct (N.div_mod_unique q1 w' w i' i) as [-> _]; auto. lia.
  Qed.
  Lemma places_total (g : N -> N) : total (map (fun u => g (u mod q1)%N) places) = (N.of_nat (length ws) * total (map g (range q1)))%N.
  Proof.
    unfold places. clear ws_below ws_different A_all. induction ws as [|w l IH]; [reflexivity|]. cbn [flat_map length]. rewrite map_app.
    assert (App : forall a b, total (a ++ b) = (total a + total b)%N) by (induction a as [|x a IHa]; intros b; [reflexivity|]; cbn [app]; change (total (?p :: ?r)) with (p + total r)%N; rewrite IHa; lia).
    rewrite App, IH, map_map. rewrite (total_ext (fun i => g ((w * q1 + i) mod q1)%N) g); [lia|]. intros i Hi. apply range_in in Hi. now rewrite place_of.
  Qed.

  Let D := w_denominator B.
  Definition by_table (t : list N * nat) : N -> bool := fun u => holds (u mod q1) (shown B (fst t)).
  Definition missing (u : N) : nat := D - Nat.min D (cover B (u mod q1)).
  Definition sets_taken : list (N -> bool) := flat_map (fun t => repeat (by_table t) (snd t)) (w_tables B) ++ flat_map (fun u => repeat (N.eqb u) (missing u)) places.

  Lemma filter_repeat {X} (f : X -> bool) x k : length (filter f (repeat x k)) = if f x then k else 0.
  Proof. induction k as [|k IH]; simpl; [destruct (f x); reflexivity|]. destruct (f x); simpl; auto. Qed.
  Lemma covered_enough u : In u places -> D <= length (filter (fun F : N -> bool => F u) sets_taken).
  Proof.
    intros Hu. unfold sets_taken. rewrite filter_app, app_length.
    assert (T : length (filter (fun F : N -> bool => F u) (flat_map (fun t => repeat (by_table t) (snd t)) (w_tables B))) = cover B (u mod q1)).
    { unfold cover. generalize (w_tables B). induction l as [|t l IH]; [reflexivity|]. cbn [flat_map fold_right]. rewrite filter_app, app_length, IH, filter_repeat. reflexivity. }
    rewrite T. assert (S : missing u <= length (filter (fun F : N -> bool => F u) (flat_map (fun v => repeat (N.eqb v) (missing v)) places))).
    { revert Hu. generalize places. induction l as [|v l IH]; intros Hu; [destruct Hu|]. cbn [flat_map]. rewrite filter_app, app_length, filter_repeat.
      destruct Hu as [->|Hu]; [cbv beta; rewrite N.eqb_refl; lia|specialize (IH Hu); lia]. }
    unfold missing in S at 1. lia.
  Qed.

  (** Tables z_2 of which everybody hears the same, but player 1 *)
  Lemma alike_few r slots w0 : In w0 ws -> incl r zs -> (forall z z', In z r -> In z' r -> map (fun s => says_at s z) slots = map (fun s => says_at s z') slots) ->
    (forall z z', In z zs -> In z' zs -> map (fun s => says_at s z) slots = map (fun s => says_at s z') slots -> forall w a p, In w ws -> In a J -> In p P ->
      tr 1 3 0 (at_ w a p z) = tr 1 3 0 (at_ w a p z') /\ tr 1 3 1 (at_ w a p z) = tr 1 3 1 (at_ w a p z') /\ tr 2 3 0 (at_ w a p z) = tr 2 3 0 (at_ w a p z')) ->
    forall t, In t (w_tables B) -> (different (entries N (fun u z => entry q2 z u) (chosen places (by_table t))) r <= 2 ^ (c * m))%N.
  Proof.
    intros Hw0 Hr Same Sl t Ht. destruct ok_parts as (_ & Jne & _). assert (Hj : In (hd 0%N J) J) by (destruct J; [congruence|now left]).
    set (p := table_number q1 (fst t)). assert (Hp : In p P) by (apply (in_map (fun t => table_number q1 (fst t))); exact Ht).
    apply different_least. apply (atmost_follows _ _ _ r _ (fun z => tr 1 3 2 (at_ w0 (hd 0%N J) p z))).
    - intros z z' Hz Hz' E. unfold entries. apply map_ext_in. intros u Hu. unfold chosen in Hu. apply filter_In in Hu as [Hu Hb].
      apply places_in in Hu as (w & i & Hw & Hi & ->). unfold by_table in Hb. rewrite place_of in Hb by auto. apply holds_in, in_map_iff in Hb as (a & Ea & Ha).
      destruct (asks a t Ha Ht) as [Ask _]. destruct (Sl z z' (Hr z Hz) (Hr z' Hz') (Same z z' Hz Hz') w a p Hw Ha Hp) as (E1 & E2 & E3).
      assert (G : answer (the_task I) (at_ w a p z) = answer (the_task I) (at_ w a p z')).
      { apply (same_answer I m n q1 q2 two A tr sol); auto. left.
        rewrite (first_said I m n q1 q2 two A tr sol 3 2 (at_ w a p z) (at_ w0 (hd 0%N J) p z)) by (auto; lia). rewrite E.
        apply (first_said I m n q1 q2 two A tr sol); auto; lia. }
      rewrite !(answer_at I m n q1 q2 two), (N.mod_small w n) in G by auto. unfold p in G. rewrite Ask, Ea in G. exact G.
    - apply atmost_below. intros z _. rewrite <- Hc, <- (width_2 I m n q1 q2 two 1 3). apply (said_fits I m n q1 q2 two A); auto; lia.
  Qed.

  Lemma product_flat {X} (f : X -> list (N -> bool)) (g : (N -> bool) -> N) l : product (map g (flat_map f l)) = product (map (fun x => product (map g (f x))) l).
  Proof. induction l as [|x l IH]; [reflexivity|]. cbn [flat_map map product]. now rewrite map_app, product_app, IH. Qed.
  Lemma product_powers_of {X} b (f : X -> nat) l : product (map (fun x => b ^ N.of_nat (f x))%N l) = (b ^ total (map (fun x => N.of_nat (f x)) l))%N.
  Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map product]. change (total (?p :: ?r)) with (p + total r)%N. now rewrite IH, N.pow_add_r. Qed.

  Lemma class_few r : NoDup (map (entries N (fun u z => entry q2 z u) places) r) ->
    (forall t, In t (w_tables B) -> (different (entries N (fun u z => entry q2 z u) (chosen places (by_table t))) r <= 2 ^ (c * m))%N) ->
    (N.of_nat (length r) ^ N.of_nat D <= 2 ^ (c * m * N.of_nat (all_weights B)) * q2 ^ total (map (fun u => N.of_nat (missing u)) places))%N.
  Proof.
    intros Dr H. destruct ok_parts as (_ & _ & _ & HD & Hq & _).
    set (f := fun u z : N => entry q2 z u). set (dif := fun F : N -> bool => different (entries N f (chosen places F)) r).
    assert (Sh := shearer N f D sets_taken HD places places_NoDup covered_enough r Dr). fold dif in Sh.
    eapply N.le_trans; [exact Sh|]. unfold sets_taken. rewrite map_app, product_app, !product_flat. apply N.mul_le_mono.
    - eapply N.le_trans; [apply (product_le _ (fun t => (2 ^ (c * m)) ^ N.of_nat (snd t))%N)|].
      + intros t Ht. assert (R : forall k, product (map dif (repeat (by_table t) k)) = (dif (by_table t) ^ N.of_nat k)%N).
        { induction k as [|k IH]; [reflexivity|]. cbn [repeat map product]. rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. reflexivity. }
        rewrite R. apply N.pow_le_mono_l. now apply H.
      + rewrite product_powers_of, <- N.pow_mul_r. apply N.eq_le_incl. f_equal. f_equal. unfold all_weights. clear.
        induction (w_tables B) as [|t l IH]; [reflexivity|]. cbn [map fold_right]. change (total (?p :: ?r)) with (p + total r)%N. rewrite IH. lia.
    - rewrite <- product_powers_of. apply product_le. intros u Hu.
      assert (R : forall k, product (map dif (repeat (N.eqb u) k)) = (dif (N.eqb u) ^ N.of_nat k)%N).
      { induction k as [|k IH]; [reflexivity|]. cbn [repeat map product]. rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. reflexivity. }
      rewrite R. apply N.pow_le_mono_l. unfold dif. apply different_least.
      apply (atmost_follows _ _ _ r _ (f u)).
      + intros z z' _ _ E. unfold entries, chosen. apply map_ext_in. intros v Hv. apply filter_In in Hv as [_ Hv]. apply N.eqb_eq in Hv. now subst v.
      + apply atmost_below. intros z _. unfold f, entry. apply N.mod_lt. lia.
  Qed.

  Theorem weighted_refutes : (0 < N.of_nat (length ws))%N -> check_weighted m q1 q2 c B (N.of_nat (length ws)) = true ->
    NoDup (map (entries N (fun u z => entry q2 z u) places) zs) -> N.of_nat (length zs) = (q2 ^ N.of_nat (length places))%N -> False.
  Proof.
    intros W0 Chk Dz Lz. destruct ok_parts as (_ & _ & _ & HD & Hq & _). fold D in HD.
    unfold check_weighted in Chk. rewrite !andb_true_iff in Chk. destruct Chk as [_ Chk]. apply N.ltb_lt in Chk. fold D in Chk.
    destruct ws as [|w0 ws'] eqn:EW; [clear -W0; cbn [length] in W0; lia|]. rewrite <- EW in *. assert (Hw0 : In w0 ws) by (rewrite EW; now left). clear EW ws'.
    destruct zs as [|z0 zs'] eqn:EZ; [cbn [length] in Lz; symmetry in Lz; apply N.pow_eq_0_iff in Lz; clear -Lz Hq; lia|]. rewrite <- EZ in *.
    assert (Hz0 : In z0 zs) by (rewrite EZ; now left). clear EZ zs'.
    destruct (common_slots w0 z0 Hw0 Hz0) as (slots & S1 & S2 & S3).
    set (code := fun z => map (fun s => says_at s z) slots). set (f := fun u z : N => entry q2 z u) in *.
    set (class := fun x => filter (fun y => if list_eq_dec N.eq_dec (code y) (code x) then true else false) zs).
    set (b := fold_right N.max 0%N (map (fun x => N.of_nat (length (class x))) zs)).
    assert (Bound : forall x, In x zs -> (N.of_nat (length (class x)) <= b)%N).
    { intros x Hx. now apply (max_bound (fun x => N.of_nat (length (class x)))). }
    assert (Power : (b ^ N.of_nat D <= 2 ^ (c * m * N.of_nat (all_weights B)) * q2 ^ total (map (fun u => N.of_nat (missing u)) places))%N).
    { assert (G : b = 0%N \/ exists x, In x zs /\ b = N.of_nat (length (class x))).
      { apply (max_reached (fun x => N.of_nat (length (class x)))). }
      destruct G as [->|(x & Hx & ->)]; [rewrite N.pow_0_l by (clear -HD; lia); apply N.le_0_l|]. apply class_few.
      - unfold class. now apply NoDup_map_filter.
      - assert (Hc' : forall y, In y (class x) -> In y zs /\ code y = code x).
        { intros y Hy. unfold class in Hy. apply filter_In in Hy as [Hy E]. destruct (list_eq_dec _ _ _); [auto|discriminate]. }
        apply (alike_few (class x) slots w0 Hw0); auto.
        + intros y Hy. now apply Hc'.
        + intros y y' Hy Hy'. destruct (Hc' y Hy) as [_ E], (Hc' y' Hy') as [_ E']. unfold code in E, E'. congruence. }
    assert (All : (N.of_nat (length zs) <= 2 ^ (c * N.of_nat (length slots)) * b)%N).
    { assert (P2 : atmost zs (fun z => (code z, entries N f places z)) (2 ^ (c * N.of_nat (length slots)) * b)).
      { apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec)); [now apply slots_few|]. intros x Hx r Hr Dr. eapply N.le_trans; [|exact (Bound x Hx)].
        assert (Lr : length r <= length (class x)); [|clear -Lr; lia]. apply NoDup_incl_length; [now apply NoDup_map_inv in Dr|exact Hr]. }
      apply (P2 zs (incl_refl _)). clear -Dz. induction zs as [|z l IH]; cbn [map] in *; constructor; inversion Dz as [|? ? N D]; subst; auto.
      intros F. apply N. apply in_map_iff in F as (y & E & Hy). injection E as _ E. apply in_map_iff. eauto. }
    apply (N.pow_le_mono_l _ _ (N.of_nat D)) in All. rewrite Lz, N.pow_mul_l in All.
    set (M := total (map (fun u => N.of_nat (missing u)) places)) in *. set (W := (c * m * N.of_nat (all_weights B))%N) in *.
    assert (Cov : (N.of_nat (length places) * N.of_nat D = M + N.of_nat (length ws) * covered_entries q1 B)%N).
    { unfold covered_entries. fold D. rewrite <- (places_total (fun i => N.of_nat (Nat.min D (cover B i)))). unfold M. rewrite <- total_add.
      rewrite (total_ext _ (fun _ => if true then N.of_nat D else 0)%N).
      - rewrite (total_where (fun _ => true)), filter_all by auto. reflexivity.
      - intros u _. unfold missing. clear. lia. }
    rewrite <- !N.pow_mul_r, Cov, N.pow_add_r in All.
    assert (Pq : (0 < q2 ^ M)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; clear -Hq; lia).
    assert (Le : (q2 ^ (N.of_nat (length ws) * covered_entries q1 B) <= 2 ^ (N.of_nat D * (c * common c B (N.of_nat (length ws))) + W))%N).
    { apply (N.mul_le_mono_pos_l _ _ (q2 ^ M)); [exact Pq|]. eapply N.le_trans; [exact All|]. eapply N.le_trans; [apply N.mul_le_mono_l; exact Power|].
      rewrite (N.mul_comm (q2 ^ M)), N.mul_assoc. apply N.mul_le_mono_r. rewrite <- N.pow_add_r. apply N.pow_le_mono_r; [discriminate|].
      apply N.add_le_mono_r. rewrite (N.mul_comm (N.of_nat D)). apply N.mul_le_mono_r. now apply N.mul_le_mono_l. }
    exact (N.lt_irrefl _ (N.lt_le_trans _ _ _ Chk Le)).
  Qed.
End Sound.
