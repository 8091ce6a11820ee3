(** Lists of rows that are rich: however they are coloured, rows of one colour have many different values at one of any r
    positions. Where few of all rows are allowed by few patterns, some list of p rows is allowed by none. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost Rows RowsCheck Combinations Leaves BlockClaims.
Import ListNotations.

(** ** Some list is allowed by no pattern *)

Section Greedy.
  Variables (U B : Type) (bad : B -> U -> bool) (us : list U) (M : N).
  Hypothesis some : us <> [].

  Lemma least (f : U -> N) : exists u, In u us /\ (N.of_nat (length us) * f u <= total (map f us))%N.
  Proof.
    assert (G : forall l, l <> [] -> exists u, In u l /\ forall v, In v l -> (f u <= f v)%N).
    { induction l as [|v [|v' l] IH]; intros H; [congruence|exists v; split; [now left|intros x [<-|[]]; reflexivity]|].
      destruct IH as (u & Hu & L); [discriminate|]. destruct (N.le_gt_cases (f u) (f v)) as [Q|Q].
      - exists u. split; [now right|]. intros x [<-|Hx]; auto.
      - exists v. split; [now left|]. intros x [<-|Hx]; [reflexivity|]. specialize (L x Hx). lia. }
    destruct (G us some) as (u & Hu & L). exists u. split; auto. now apply total_ge_all.
  Qed.

  (** One by one, each such that fewest patterns allow it as well *)
  Lemma greedy p bs : (forall b, In b bs -> (N.of_nat (length (filter (bad b) us)) <= M)%N) ->
    exists l, length l = p /\ incl l us /\
      (N.of_nat (length (filter (fun b => forallb (bad b) l) bs)) * N.of_nat (length us) ^ N.of_nat p <= N.of_nat (length bs) * M ^ N.of_nat p)%N.
  Proof.
    intros F. induction p as [|p (l & L & S & IH)].
    - exists []. repeat split; [intros x []|]. cbn [forallb]. rewrite filter_all by auto. reflexivity.
    - set (bs' := filter (fun b => forallb (bad b) l) bs) in *.
      destruct (least (fun u => N.of_nat (length (filter (fun b => bad b u) bs')))) as (u & Hu & Q).
      exists (u :: l). split; [simpl; now rewrite L|]. split; [intros x [<-|Hx]; auto|].
      assert (E : filter (fun b => forallb (bad b) (u :: l)) bs = filter (fun b => bad b u) bs').
      { unfold bs'. clear. induction bs as [|b bs IH]; [reflexivity|]. cbn [filter forallb] in *. destruct (forallb (bad b) l); cbn [filter];
          rewrite ?andb_false_r, ?andb_true_r, IH; reflexivity. }
      rewrite E, Nat2N.inj_succ, !N.pow_succ_r'. rewrite <- (both_orders bad bs' us) in Q.
      assert (T : (total (map (fun b => N.of_nat (length (filter (bad b) us))) bs') <= N.of_nat (length bs') * M)%N).
      { apply total_le_all. intros b Hb. apply F. now apply filter_In in Hb as [Hb _]. }
      set (left := N.of_nat (length (filter (fun b => bad b u) bs'))) in *. set (k := N.of_nat (length us)) in *.
      set (kp := (k ^ N.of_nat p)%N) in *. set (Mp := (M ^ N.of_nat p)%N) in *. set (B' := N.of_nat (length bs')) in *.
      apply N.le_trans with ((B' * M) * kp)%N; [|nia].
      replace (left * (k * kp))%N with ((k * left) * kp)%N by ring. apply N.mul_le_mono_r. lia.
  Qed.

  Lemma none_allowed p bs : (forall b, In b bs -> (N.of_nat (length (filter (bad b) us)) <= M)%N) ->
    (N.of_nat (length bs) * M ^ N.of_nat p < N.of_nat (length us) ^ N.of_nat p)%N ->
    exists l, length l = p /\ incl l us /\ forall b, In b bs -> forallb (bad b) l = false.
  Proof.
    intros F Q. destruct (greedy p bs F) as (l & L & S & H). exists l. split; auto. split; auto. intros b Hb.
    destruct (forallb (bad b) l) eqn:E; auto. exfalso.
    assert (In b (filter (fun b => forallb (bad b) l) bs)) as Hin by (apply filter_In; auto).
    destruct (filter (fun b => forallb (bad b) l) bs) as [|b' bs']; [destruct Hin|]. cbn [length] in H. nia.
  Qed.
End Greedy.

(** ** Lists of so many members of a list *)

Fixpoint words {A} (k : nat) (l : list A) : list (list A) :=
  match k with O => [[]] | S k => flat_map (fun a => map (cons a) (words k l)) l end.
Lemma words_in {A} (l : list A) k : forall w, In w (words k l) <-> length w = k /\ incl w l.
Proof.
  induction k as [|k IH]; intros w; cbn [words].
  - split; [intros [<-|[]]; split; [reflexivity|intros x []]|]. intros [L _]. destruct w; [now left|discriminate].
  - rewrite in_flat_map. split.
    + intros (a & Ha & H). apply in_map_iff in H as (v & <- & H). apply IH in H as [L S]. split; [simpl; now rewrite L|].
      intros x [<-|Hx]; auto.
    + intros [L S]. destruct w as [|a w]; [discriminate|]. exists a. split; [apply S; now left|]. apply in_map, IH.
      injection L as L. split; auto. intros x Hx. apply S. now right.
Qed.
Lemma words_count {A} (l : list A) k : N.of_nat (length (words k l)) = (N.of_nat (length l) ^ N.of_nat k)%N.
Proof.
  induction k as [|k IH]; [reflexivity|]. cbn [words]. rewrite (flat_map_length _ _ (N.of_nat (length (words k l)))).
  - rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. reflexivity.
  - intros a _. now rewrite map_length.
Qed.
Lemma words_NoDup {A} (l : list A) k : NoDup l -> NoDup (words k l).
Proof.
  intros D. induction k as [|k IH]; cbn [words]; [constructor; [intros []|constructor]|].
  assert (App : forall a b : list (list A), NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b)).
  { clear. induction a as [|v a IH]; intros b Da Db H; simpl; auto. inversion Da; subst. constructor.
    - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
    - apply IH; auto. intros u Hu. apply H. now right. }
  induction D as [|a l Na D IHl]; [constructor|]. cbn [flat_map].
  assert (G : forall a (W : list (list A)), NoDup W -> NoDup (map (cons a) W)).
  { intros b W DW. apply NoDup_map_in; auto. intros x y _ _ E. now injection E. }
  revert IH. generalize (words k (a :: l)). intros W DW. apply App; auto.
  - clear -D G App DW. induction D as [|b l Nb D IH]; [constructor|]. cbn [flat_map]. apply App; auto.
    intros v Hv F. apply in_map_iff in Hv as (x & <- & _). apply in_flat_map in F as (b' & Hb & F). apply in_map_iff in F as (y & E & _).
    injection E as -> _. contradiction.
  - intros v Hv F. apply in_map_iff in Hv as (x & <- & _). apply in_flat_map in F as (b' & Hb & F). apply in_map_iff in F as (y & E & _).
    injection E as -> _. contradiction.
Qed.

Lemma one_each {A B} (R : A -> B -> Prop) l : (forall a, In a l -> exists b, R a b) -> exists bs, Forall2 R l bs.
Proof.
  induction l as [|a l IH]; intros H; [exists []; constructor|]. destruct (H a (or_introl eq_refl)) as (b & Hb).
  destruct IH as (bs & Hbs); [intros; apply H; now right|]. exists (b :: bs). now constructor.
Qed.

Lemma as_many {A B} (R : A -> B -> Prop) l l' : Forall2 R l l' -> length l = length l'.
Proof. induction 1; simpl; auto. Qed.

(** ** Sets of k members around fewer ones *)

Lemma combinations_none : forall l k, length l < k -> combinations k l = [].
Proof.
  induction l as [|a l IH]; intros [|k] L; simpl in L; try lia; [reflexivity|]. cbn [combinations]. rewrite !IH by lia. reflexivity.
Qed.
Lemma combinations_whole l : combinations (length l) l = [l].
Proof. induction l as [|a l IH]; [reflexivity|]. cbn [length combinations]. rewrite IH, combinations_none by lia. reflexivity. Qed.

Lemma combinations_around : forall l k vs, NoDup vs -> incl vs l -> length vs <= k <= length l -> exists Q, In Q (combinations k l) /\ incl vs Q.
Proof.
  induction l as [|a l IH]; intros k vs D S L.
  - simpl in L. assert (k = 0) as -> by lia. exists []. split; [now left|exact S].
  - destruct k as [|k].
    { destruct vs; [|simpl in L; lia]. exists []. split; [now left|intros x []]. }
    cbn [combinations]. simpl in L.
    assert (R : forall x, In x (remove N.eq_dec a vs) -> In x l).
    { intros x Hx. apply in_remove in Hx as [Hx Ne]. destruct (S x Hx) as [E|]; [congruence|auto]. }
    assert (DR : NoDup (remove N.eq_dec a vs)).
    { clear -D. induction D as [|v vs Nv D IH]; [constructor|]. cbn [remove]. destruct (N.eq_dec a v); auto. constructor; auto.
      intros F. now apply in_remove in F as [F _]. }
    destruct (in_dec N.eq_dec a vs) as [Ha|Ha].
    + destruct (IH k (remove N.eq_dec a vs)) as (Q & HQ & SQ); auto.
      { pose proof (remove_length_lt N.eq_dec vs a Ha). lia. }
      exists (a :: Q). split; [apply in_or_app; left; now apply in_map|]. intros x Hx. destruct (N.eq_dec x a) as [->|Ne]; [now left|]. right. apply SQ.
      now apply in_in_remove.
    + assert (S' : incl vs l) by (intros x Hx; destruct (S x Hx) as [<-|]; [contradiction|auto]).
      destruct (Nat.eq_dec (length vs) (Datatypes.S k)) as [E|E].
      * assert (length vs <= length l) by (apply NoDup_incl_length; auto).
        destruct (IH (Datatypes.S k) vs D S') as (Q & HQ & SQ); [lia|]. exists Q. split; [apply in_or_app; now right|exact SQ].
      * destruct (IH k vs D S') as (Q & HQ & SQ); [lia|]. exists (a :: Q). split; [apply in_or_app; left; now apply in_map|].
        intros x Hx. right. auto.
Qed.

(** ** Rich lists *)

Section Rich.
  Variables (K Q : N) (r h colours p : nat) (rows : list (list N)).
  Hypotheses (Hh : 1 <= h) (HQ : (N.of_nat h <= Q)%N).
  Hypothesis rows_below : forall f, In f rows -> forall i, (nth i f 0 < Q)%N.
  Hypothesis rows_length : forall f, In f rows -> length f = N.to_nat K.
  Hypothesis rows_once : NoDup rows.

  Definition value_at (i : N) (f : list N) : N := nth (N.to_nat i) f 0%N.

  (** A pattern: r positions, and for each colour a set of h-1 values for each of them *)
  Definition pattern := (list N * list (list (list N)))%type.
  Definition patterns : list pattern :=
    list_prod (combinations r (range K)) (words colours (words r (combinations (h - 1) (range Q)))).
  Definition fits (I : list N) (f : list N) (sets : list (list N)) : bool :=
    forallb (fun u : N * list N => holds (value_at (fst u) f) (snd u)) (combine I sets).
  Definition allows (b : pattern) (f : list N) : bool := existsb (fits (fst b) f) (snd b).

  Lemma patterns_count : N.of_nat (length patterns) = (choose (N.to_nat K) r * choose (N.to_nat Q) (h - 1) ^ N.of_nat (r * colours))%N.
  Proof.
    assert (R : forall k, length (range k) = N.to_nat k) by (intros k; unfold range; now rewrite map_length, seq_length).
    unfold patterns, pattern. rewrite prod_length, Nat2N.inj_mul, !words_count, <- N.pow_mul_r, <- !choose_count, !R. f_equal. f_equal. lia.
  Qed.

  (** A colour of a pattern allows few rows: what they have at the positions is in its sets. *)
  Lemma fitting_few I sets : In I (combinations r (range K)) -> length sets = r -> (forall s, In s sets -> length s = h - 1) ->
    (N.of_nat (length (filter (fun f => fits I f sets) rows)) <= N.of_nat (h - 1) ^ N.of_nat r * Q ^ (K - N.of_nat r))%N.
  Proof.
    intros HI Ls Hs. apply combinations_in in HI as (LI & SI & DI). specialize (DI (range_NoDup K)).
    set (other := filter (fun i => negb (holds i I)) (range K)).
    set (us := combine I sets ++ map (fun i => (i, range Q)) other). set (l := filter _ rows).
    assert (Hl : forall f, In f l -> In f rows /\ fits I f sets = true) by (intros f Hf; now apply filter_In in Hf).
    assert (B : atmost l (fun f => f) (product (map (fun u : N * list N => N.of_nat (length (snd u))) us))).
    { apply (atmost_follows _ _ _ l _ (fun f => map (fun u : N * list N => value_at (fst u) f) us)).
      - intros f g Hf Hg E. apply Hl in Hf as [Hf _], Hg as [Hg _]. apply (nth_ext f g 0%N 0%N); [now rewrite !rows_length|].
        intros i Hi. rewrite rows_length in Hi by auto. unfold us in E. rewrite !map_app, !map_map in E. cbn [fst] in E.
        destruct (same_maps _ _ _ _ _ E) as [Ea Eb'].  assert (Eb := same_map _ _ _ Eb'). cbv beta in Ea, Eb.
        assert (Hin : In (N.of_nat i) (range K)) by (apply range_in; lia).
        rewrite <- (Nat2N.id i). change (value_at (N.of_nat i) f = value_at (N.of_nat i) g). destruct (holds (N.of_nat i) I) eqn:F.
        + apply holds_in in F. assert (Hc : exists s, In (N.of_nat i, s) (combine I sets)).
          { clear -F LI Ls. assert (L : length I = length sets) by congruence. clear LI Ls. revert sets L. induction I as [|a I IH]; intros [|s sets] L; try discriminate; [destruct F|].
            destruct F as [->|F]; [exists s; now left|]. injection L as L. destruct (IH F sets L) as (s' & H). exists s'. now right. }
          destruct Hc as (s & Hc). exact (Ea _ Hc).
        + apply (Eb (N.of_nat i)). apply filter_In. now rewrite F.
      - apply (atmost_several _ _ _ N.eq_dec l (fun (u : N * list N) f => value_at (fst u) f)). intros u Hu. apply atmost_in. intros f Hf. apply Hl in Hf as [Hf F].
        apply in_app_or in Hu as [Hu|Hu].
        + unfold fits in F. rewrite forallb_forall in F. now apply holds_in, F.
        + apply in_map_iff in Hu as (i & <- & Hi). cbn [snd fst]. apply range_in. now apply rows_below. }
    specialize (B l (incl_refl l)). rewrite map_id in B. specialize (B (NoDup_filter _ rows_once)). eapply N.le_trans; [exact B|].
    unfold us. rewrite map_app, product_app, map_map. cbn [snd].
    assert (P1 : product (map (fun u : N * list N => N.of_nat (length (snd u))) (combine I sets)) = (N.of_nat (h - 1) ^ N.of_nat r)%N).
    { rewrite <- product_repeat, <- LI. f_equal. clear -LI Ls Hs. assert (L : length sets = length I) by congruence. clear LI Ls.
      revert sets L Hs. induction I as [|a I IH]; intros [|s sets] L H; try discriminate; [reflexivity|]. cbn [combine map snd length repeat].
      rewrite (H s) by now left. f_equal. apply IH; [now injection L|]. intros x Hx. apply H. now right. }
    rewrite P1. apply N.mul_le_mono_l.
    assert (P2 : product (map (fun _ : N => N.of_nat (length (range Q))) other) = (Q ^ N.of_nat (length other))%N).
    { rewrite range_length, <- product_repeat. f_equal. clear. induction other as [|i l IH]; [reflexivity|]. cbn [map length repeat]. now rewrite IH. }
    rewrite P2. apply N.pow_le_mono_r; [lia|].
    assert (P3 := length_parts _ (fun i => holds i I) (range K)). assert (P4 : r <= length (filter (fun i => holds i I) (range K))).
    { rewrite <- LI. apply NoDup_incl_length; auto. intros i Hi. apply filter_In. split; auto. now apply holds_in. }
    pose proof (range_length K). cbv beta in P3. fold other in P3. lia.
  Qed.

  Lemma allowed_few b : In b patterns ->
    (N.of_nat (length (filter (allows b) rows)) <= N.of_nat colours * (N.of_nat (h - 1) ^ N.of_nat r * Q ^ (K - N.of_nat r)))%N.
  Proof.
    destruct b as [I ss]. intros Hb. apply in_prod_iff in Hb as [HI Hs]. apply words_in in Hs as [<- Hs].
    unfold allows. cbn [fst snd].
    assert (U : forall ss, incl ss (words r (combinations (h - 1) (range Q))) ->
      (N.of_nat (length (filter (fun f => existsb (fits I f) ss) rows)) <= N.of_nat (length ss) * (N.of_nat (h - 1) ^ N.of_nat r * Q ^ (K - N.of_nat r)))%N); [|auto].
    clear ss Hs. induction ss as [|s ss IH]; intros Hs; [cbn [existsb]; now rewrite filter_none|].
    assert (O : length (filter (fun f => existsb (fits I f) (s :: ss)) rows) <= length (filter (fun f => fits I f s) rows) + length (filter (fun f => existsb (fits I f) ss) rows)).
    { clear. induction rows as [|f l IH]; [reflexivity|]. cbn [filter existsb] in *. destruct (fits I f s), (existsb (fits I f) ss); cbn [orb length] in *; lia. }
    assert (F : In s (words r (combinations (h - 1) (range Q)))) by (apply Hs; now left). apply words_in in F as [L S].
    assert (T := fitting_few I s HI L). specialize (IH (fun x Hx => Hs x (or_intror Hx))).
    assert (T' : forall x, In x s -> length x = h - 1) by (intros x Hx; apply S, combinations_in in Hx; tauto). specialize (T T').
    cbn [length]. set (one := (N.of_nat (h - 1) ^ N.of_nat r * Q ^ (K - N.of_nat r))%N) in *. clearbody one. lia.
  Qed.

  (** Of the list l, in every colouring, h different values at one of the positions I in one colour *)
  Definition rich (l : list (list N)) : Prop := forall g I, (forall j, j < length l -> g j < colours) -> In I (combinations r (range K)) ->
    exists d i js, In i I /\ length js = h /\ (forall j, In j js -> j < length l /\ g j = d) /\ NoDup (map (fun j => value_at i (nth j l [])) js).

  Lemma not_allowed_rich l : incl l rows -> (forall b, In b patterns -> forallb (allows b) l = false) -> rich l.
  Proof.
    intros Sl NA g I Hg HI. set (of_colour := fun d => filter (fun j => g j =? d) (seq 0 (length l))).
    set (values := fun d i => nodup N.eq_dec (map (fun j => value_at i (nth j l [])) (of_colour d))).
    destruct (existsb (fun d => existsb (fun i => h <=? length (values d i)) I) (seq 0 colours)) eqn:E.
    - apply existsb_exists in E as (d & Hd & E). apply existsb_exists in E as (i & Hi & E). apply Nat.leb_le in E.
      destruct (representatives _ _ N.eq_dec (of_colour d) (fun j => value_at i (nth j l []))) as (js & J1 & J2 & J3).
      assert (L : length (values d i) <= length js).
      { rewrite <- (map_length (fun j => value_at i (nth j l [])) js). apply NoDup_incl_length; [apply NoDup_nodup|].
        intros v Hv. apply nodup_In, in_map_iff in Hv as (j & <- & Hj). destruct (J3 j Hj) as (j' & Hj' & ->). now apply (in_map (fun j => value_at i (nth j l []))). }
      exists d, i, (firstn h js). split; auto. split; [apply firstn_length_le; lia|]. split.
      + intros j Hj. assert (In j js). { rewrite <- (firstn_skipn h js). apply in_or_app. now left. }
        apply J1, filter_In in H as [H1 H2]. apply in_seq in H1. apply Nat.eqb_eq in H2. split; [lia|exact H2].
      + rewrite <- (firstn_skipn h js), map_app in J2. revert J2. generalize (map (fun j => value_at i (nth j l [])) (skipn h js)). clear.
        induction (map _ (firstn h js)) as [|v vs IH]; intros us D; [constructor|]. inversion D; subst. constructor; [|eapply IH; eauto].
        intros F. apply H1, in_or_app. now left.
    - exfalso.
      assert (F : forall d, In d (seq 0 colours) -> exists sets, Forall2 (fun i s => In s (combinations (h - 1) (range Q)) /\ incl (values d i) s) I sets).
      { intros d Hd. apply one_each. intros i Hi.
        assert (V : (h <=? length (values d i)) = false).
        { destruct (h <=? length (values d i)) eqn:V; auto. rewrite <- E. symmetry. apply existsb_exists. exists d. split; auto. apply existsb_exists. eauto. }
        apply Nat.leb_gt in V. apply combinations_around.
        - apply NoDup_nodup.
        - intros v Hv. apply nodup_In, in_map_iff in Hv as (j & <- & Hj). apply filter_In in Hj as [Hj _]. apply in_seq in Hj. apply range_in.
          apply rows_below, Sl, nth_In. lia.
        - pose proof (range_length Q). lia. }
      apply one_each in F as (ss & F). apply combinations_in in HI as HI'. destruct HI' as (LI & _ & _).
      assert (P : In (I, ss) patterns).
      { apply in_prod; auto. apply words_in. split; [rewrite <- (as_many _ _ _ F); apply seq_length|].
        intros sets Hs. apply words_in. clear -F Hs LI. induction F as [|d sets' ds ss H F IH]; [destruct Hs|]. destruct Hs as [->|Hs]; auto.
        split; [rewrite <- (as_many _ _ _ H); exact LI|]. clear -H. induction H as [|i s I sets [H _] F IH]; intros x Hx; [destruct Hx|].
        destruct Hx as [<-|Hx]; auto. }
      specialize (NA _ P). assert (T : forallb (allows (I, ss)) l = true); [|congruence]. apply forallb_forall. intros f Hf.
      destruct (In_nth _ _ [] Hf) as (j & Hj & <-). unfold allows. cbn [fst snd]. apply existsb_exists.
      assert (X : forall ds ss, Forall2 (fun d sets => Forall2 (fun i s => In s (combinations (h - 1) (range Q)) /\ incl (values d i) s) I sets) ds ss ->
        In (g j) ds -> exists sets, In sets ss /\ Forall2 (fun i s => In s (combinations (h - 1) (range Q)) /\ incl (values (g j) i) s) I sets).
      { clear. intros ds ss F. induction F as [|d sets ds ss H F IH]; intros Hd; [destruct Hd|]. destruct Hd as [<-|Hd]; [exists sets; split; [now left|exact H]|].
        destruct (IH Hd) as (sets' & H1 & H2). exists sets'. split; [now right|exact H2]. }
      destruct (X _ _ F) as (sets & H1 & H2); [apply in_seq; specialize (Hg j Hj); lia|]. exists sets. split; auto.
      unfold fits. apply forallb_forall. intros [i s] Hu. cbn [fst snd]. apply holds_in.
      assert (Y : incl (values (g j) i) s).
      { clear -H2 Hu. induction H2 as [|i' s' I sets [_ H] F IH]; [destruct Hu|]. destruct Hu as [E|Hu]; auto. injection E as -> ->. exact H. }
      apply Y, nodup_In. apply (in_map (fun j => value_at i (nth j l []))). apply filter_In. split; [apply in_seq; lia|apply Nat.eqb_refl].
  Qed.

  Theorem rich_list : rows <> [] ->
    (choose (N.to_nat K) r * choose (N.to_nat Q) (h - 1) ^ N.of_nat (r * colours) *
      (N.of_nat colours * (N.of_nat (h - 1) ^ N.of_nat r * Q ^ (K - N.of_nat r))) ^ N.of_nat p < N.of_nat (length rows) ^ N.of_nat p)%N ->
    exists l, length l = p /\ incl l rows /\ rich l.
  Proof.
    intros Some C. rewrite <- patterns_count in C. destruct (none_allowed _ _ allows rows _ Some p patterns allowed_few C) as (l & L & S & NA).
    exists l. split; auto. split; auto. now apply not_allowed_rich.
  Qed.
End Rich.
