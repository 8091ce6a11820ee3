(** Of all solutions take one whose tables, read as a number, are least. In each column of each table its row k has a
    value of at most k: if not, two names of values could be swapped there, and the number would be less. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs Lex.
Import ListNotations.

Fixpoint value (l : list bool) : N := match l with [] => 0%N | b :: l => ((if b then 1 else 0) + 2 * value l)%N end.
Lemma value_bound l : (value l < 2 ^ N.of_nat (length l))%N.
Proof.
  induction l as [|b l IH]; [reflexivity|]. cbn [value length]. rewrite Nat2N.inj_succ, N.pow_succ_r'. destruct b; lia.
Qed.

Lemma contents_length n c : In c (contents n) -> length c = n.
Proof.
  revert c. induction n as [|n IH]; cbn [contents]; intros c H; [destruct H as [<-|[]]; reflexivity|].
  apply in_flat_map in H as (h & Hh & [<-|[<-|[]]]); cbn [length]; now rewrite (IH h).
Qed.
(** Contents are in the order of their values. *)
Lemma contents_split c : exists pre post, contents (length c) = pre ++ c :: post /\ N.of_nat (length pre) = value c /\
  (forall d, In d pre -> (value d < value c)%N) /\ (forall d, In d post -> (value c < value d)%N).
Proof.
  induction c as [|b c (pre & post & E & L & V & V')]; [exists [], []; repeat split; intros d []|].
  set (f := fun high => [false :: high; true :: high]).
  assert (T : forall l, length (flat_map f l) = 2 * length l).
  { induction l as [|a l IH]; [reflexivity|]. cbn [flat_map f app length]. rewrite IH. lia. }
  assert (U : forall l d, In d (flat_map f l) -> exists b h, In h l /\ d = b :: h).
  { intros l d H. apply in_flat_map in H as (h & Hh & [<-|[<-|[]]]); eauto. }
  assert (F : exists pre' post', f c = pre' ++ (b :: c) :: post' /\ pre' = (if b then [false :: c] else []) /\
    post' = if b then [] else [true :: c]).
  { destruct b; [exists [false :: c], []|exists [], [true :: c]]; repeat split; reflexivity. }
  destruct F as (pre' & post' & F & P' & Q').
  exists (flat_map f pre ++ pre'), (post' ++ flat_map f post). split; [|split; [|split]].
  - cbn [length contents]. fold f. rewrite E. now apply split_flat_map.
  - rewrite app_length, T, P'. cbn [value]. rewrite <- L. destruct b; cbn [length]; lia.
  - intros d H. cbn [value]. apply in_app_or in H as [H|H].
    + apply U in H as (b' & h & Hh & ->). specialize (V h Hh). cbn [value]. destruct b, b'; lia.
    + rewrite P' in H. destruct b; [destruct H as [<-|[]]; cbn [value]; lia|destruct H].
  - intros d H. cbn [value]. apply in_app_or in H as [H|H].
    + rewrite Q' in H. destruct b; [destruct H|destruct H as [<-|[]]; cbn [value]; lia].
    + apply U in H as (b' & h & Hh & ->). specialize (V' h Hh). cbn [value]. destruct b, b'; lia.
Qed.
Lemma contents_number n : length (contents n) = 2 ^ n.
Proof.
  induction n as [|n IH]; [reflexivity|]. cbn [contents Nat.pow]. rewrite <- IH. generalize (contents n).
  induction l as [|a l IHl]; [reflexivity|]. cbn [flat_map app length]. lia.
Qed.
Lemma in_contents_of c : In c (contents (length c)).
Proof. destruct (contents_split c) as (pre & post & -> & _). apply in_elt. Qed.
Lemma value_app a b : value (a ++ b) = (value a + 2 ^ N.of_nat (length a) * value b)%N.
Proof.
  induction a as [|x a IH]; cbn [app value length]; [change (2 ^ N.of_nat 0)%N with 1%N; lia|].
  rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. destruct x; lia.
Qed.

(** No two slots are of one message. *)
Fixpoint different_messages (ss : list slot) : bool :=
  match ss with [] => true | s :: ss => negb (existsb (fun s' => msg_eqb (s_msg s) (s_msg s')) ss) && different_messages ss end.
(** A message is in the content of later tables only. *)
Fixpoint epochs_ascend (ss : list slot) : bool :=
  match ss with
  | [] => true
  | s :: ss => forallb (fun s' => fst (fst (s_msg s)) <=? fst (fst (s_msg s'))) ss && epochs_ascend ss
  end.

Definition high_first (w : N) : list N := rev (map N.of_nat (seq 0 (N.to_nat w))).
Lemma high_first_split w b : (b < w)%N -> exists pre post, high_first w = pre ++ b :: post /\ forall h, In h pre -> (b < h)%N.
Proof.
  intros H. unfold high_first.
  replace (N.to_nat w) with (N.to_nat b + S (N.to_nat w - S (N.to_nat b))) by lia.
  rewrite seq_app. cbn [seq plus]. rewrite map_app, rev_app_distr. cbn [map rev]. rewrite N2Nat.id, <- app_assoc.
  eexists _, _. split; [reflexivity|]. intros h Hh. apply in_rev in Hh. apply in_map_iff in Hh as (k & <- & Hk).
  apply in_seq in Hk. lia.
Qed.

Section Least.
  Variables (I : instance) (P : plan) (xs : list input) (W : list (player * player)) (X : int -> input).
  Let A (x : input) := In x xs.
  Let lst := last (the_task I).

  (** Columns must be known to the receiver. *)
  Definition label_ok (s : slot) : bool :=
    let '(t, j, i) := s_msg s in
    forallb (fun p => Nat.eqb p i || (1 <? t)%nat && existsb (fun ki : player * player => Nat.eqb (fst ki) p && Nat.eqb (snd ki) i) W) (s_column s) &&
    forallb (fun mu : msg => let '(t', j', i') := mu in Nat.eqb i' i && (1 <=? t')%nat && (t' <? t)%nat && (i <? j')%nat && (j' <=? lst)%nat) (s_receive s) &&
    forallb (fun mu : msg => let '(t', j', i') := mu in (t' <? t)%nat) (content_s s).
  Definition labels_ok : bool :=
    plan_ok I P && forallb label_ok (slots P) && different_messages (slots P) && epochs_ascend (slots P).
  Hypothesis ok : labels_ok = true.
  Hypothesis all_in : forall k, A (X k).

  Definition candidate (tr : trace) : Prop := solution I A tr /\ forall k i, In (k, i) W -> revealed I xs tr k i.

  Lemma ok_parts : plan_ok I P = true /\ (forall s, In s (slots P) -> slot_ok I s = true /\ label_ok s = true) /\ different_messages (slots P) = true /\ epochs_ascend (slots P) = true.
  Proof.
    unfold labels_ok in ok. rewrite !andb_true_iff in ok. destruct ok as [[[O1 O2] O3] O4]. repeat split; auto.
    - unfold plan_ok in O1. rewrite !andb_true_iff in O1. destruct O1 as [[O1 _] _]. rewrite forallb_forall in O1. auto.
    - rewrite forallb_forall in O2. auto.
  Qed.
  Lemma only_slot s s' : In s (slots P) -> In s' (slots P) -> s_msg s' = s_msg s -> s' = s.
  Proof.
    pose proof (proj1 (proj2 (proj2 ok_parts))) as once. revert once. induction (slots P) as [|a l IH]; simpl; [tauto|]. intros H Hs Hs' Q.
    apply andb_true_iff in H as [N H]. apply negb_true_iff in N.
    assert (K : forall s, In s l -> s_msg a <> s_msg s).
    { intros b Hb E'. assert (existsb (fun s' => msg_eqb (s_msg a) (s_msg s')) l = true); [|congruence].
      apply existsb_exists. exists b. split; auto. now apply msg_eqb_eq. }
    destruct Hs as [->|Hs], Hs' as [->|Hs']; auto; exfalso; eapply K; eauto.
  Qed.

  (** The tables, and the representatives of their groups *)
  Variable tables : list (slot * list int).
  Hypothesis tables_slots : map fst tables = slots P.
  Definition slot_width (s : slot) : N := let '(t, j, i) := s_msg s in width I t j i.
  Definition send_bits (s : slot) : nat := length (bits_of I (s_send s)).
  Definition receive_bits (s : slot) : nat := length (bits_of I (s_receive s)).
  Definition place := (slot * int * list bool * N)%type.
  Definition row_places (s : slot) (r : int) : list place :=
    flat_map (fun c => map (pair (s, r, c)) (high_first (slot_width s))) (contents (receive_bits s + send_bits s)).
  Definition table_places (sr : slot * list int) : list place := flat_map (row_places (fst sr)) (snd sr).
  Definition places : list place := flat_map table_places tables.

  Definition cell_value (tr : trace) (s : slot) (r : int) (c : list bool) : N :=
    match find (row_of I X tr (held_s s) (content_s s) r c) xs with Some y => sent_on tr (s_msg s) y | None => 0 end.
  Definition bit_at (tr : trace) (p : place) : bool := let '(s, r, c, b) := p in N.testbit (cell_value tr s r c) b.
  (** How many rows come before row r, send of its column; [before] are the groups before r *)
  Definition earlier (s : slot) (before : list int) (r : int) (send : list bool) : N :=
    (N.of_nat (length (filter (fun r' => alike (s_column s) (X r') (X r)) before)) * 2 ^ N.of_nat (length send) + value send)%N.

  Section Solution.
  Variable tr : trace.
  Hypothesis sol : solution I A tr.
  Hypothesis told_whole : forall k i, In (k, i) W -> revealed I xs tr k i.

  Definition same_col (s : slot) (x y : input) : bool :=
    alike (s_column s) x y && (if list_eq_dec Bool.bool_dec (content_on I tr (s_receive s) x) (content_on I tr (s_receive s) y) then true else false).
  Lemma same_col_iff s x y : same_col s x y = true <->
    alike (s_column s) x y = true /\ content_on I tr (s_receive s) x = content_on I tr (s_receive s) y.
  Proof. unfold same_col. rewrite andb_true_iff. destruct (list_eq_dec _ _ _); intuition congruence. Qed.

  Lemma alike_iff hs x y : alike hs x y = true <-> map (held x) hs = map (held y) hs.
  Proof.
    unfold alike. induction hs as [|p hs IH]; simpl; [tauto|]. rewrite andb_true_iff, IH, N.eqb_eq.
    split; [intros [-> ->]; auto|intros H; injection H; auto].
  Qed.
  Lemma content_app a b x : content_on I tr (a ++ b) x = content_on I tr a x ++ content_on I tr b x.
  Proof. unfold content_on, bits_of. now rewrite flat_map_app, map_app. Qed.

  Lemma label_at s : In s (slots P) -> label_ok s = true.
  Proof. intros H. now apply ok_parts. Qed.
  Lemma view_column t j i s x y : In s (slots P) -> s_msg s = (S t, j, i) -> A x -> A y -> same lst tr t i x y -> same_col s x y = true.
  Proof.
    intros Hs M Hx Hy S. pose proof (label_at s Hs) as O. unfold label_ok in O. rewrite M in O.
    rewrite !andb_true_iff, !forallb_forall in O. destruct O as [[O1 O2] _]. apply same_col_iff. split.
    - apply forallb_forall. intros p Hp. apply N.eqb_eq. specialize (O1 p Hp). apply orb_true_iff in O1 as [O1|O1].
      + apply Nat.eqb_eq in O1. subst p. eapply same_held; eauto.
      + apply andb_true_iff in O1 as [L O1]. apply Nat.ltb_lt in L. apply existsb_exists in O1 as ([k i'] & Hk & Q). simpl in Q.
        apply andb_true_iff in Q as [Q1 Q2]. apply Nat.eqb_eq in Q1, Q2. subst.
        apply (told_whole _ _ Hk x y Hx Hy). clear -S L. destruct t as [|t]; [lia|].
        induction t as [|t IH]; [exact S|]. apply IH; try lia; apply S.
    - unfold content_on. apply map_ext_in. intros [mu b] H. unfold bit_on. f_equal. simpl.
      apply in_flat_map in H as ([[t' j'] i'] & H & Q). apply in_map_iff in Q as (b' & Q & _). injection Q as <- <-.
      specialize (O2 _ H). simpl in O2. rewrite !andb_true_iff in O2. destruct O2 as [[[[Q1 Q0] Q2] Q3] Q4].
      apply Nat.eqb_eq in Q1. apply Nat.ltb_lt in Q2, Q3. subst i'. simpl.
      assert (P1 : 1 <= t') by (destruct t'; [discriminate Q0|apply le_n_S, Nat.le_0_l]). apply Nat.leb_le in Q4.
      assert (K : forall t, t' <= t -> same lst tr t i x y -> tr t' j' i x = tr t' j' i y).
      { clear -Q3 Q4 P1. induction t as [|t IH]; simpl; intros L.
        - lia.
        - intros [S1 S2]. destruct (Nat.eq_dec t' (S t)) as [->|]; [apply S2; lia|apply IH; auto; lia]. }
      apply (K t); auto. lia.
  Qed.

  Lemma slot_message s t j i : In s (slots P) -> s_msg s = (t, j, i) -> 1 <= t <= epochs I /\ i < j <= lst.
  Proof.
    intros Hs M. destruct ok_parts as (_ & O & _). destruct (O s Hs) as [O1 _]. unfold slot_ok in O1. rewrite M in O1.
    rewrite !andb_true_iff in O1. now apply (proper_spec I).
  Qed.
  Lemma content_earlier s mu : In s (slots P) -> In mu (content_s s) -> fst (fst mu) < fst (fst (s_msg s)).
  Proof.
    intros Hs H. pose proof (label_at s Hs) as O. unfold label_ok in O. destruct (s_msg s) as [[t j] i].
    rewrite !andb_true_iff, !forallb_forall in O. destruct O as [_ O]. specialize (O mu H). destruct mu as [[t' j'] i'].
    now apply Nat.ltb_lt in O.
  Qed.

  Lemma cell_of s r c y : In s (slots P) -> A y -> alike (held_s s) y (X r) = true -> content_on I tr (content_s s) y = c ->
    cell_value tr s r c = sent_on tr (s_msg s) y.
  Proof.
    intros Hs Hy H C. unfold cell_value. destruct (find _ xs) as [z|] eqn:F.
    - apply find_some in F as [Hz F]. unfold row_of in F. apply andb_true_iff in F as [F1 F2].
      apply (slot_right I tr xs sol); auto; [now apply ok_parts| |].
      + apply alike_iff in H, F1. apply alike_iff. congruence.
      + destruct (list_eq_dec _ _ _) in F2; congruence.
    - pose proof (find_none _ _ F y Hy) as K. unfold row_of in K. rewrite H in K.
      destruct (list_eq_dec _ _ _) in K; [discriminate|contradiction].
  Qed.
  Lemma cell_found s r c : cell_value tr s r c <> 0%N -> exists y, A y /\ alike (held_s s) y (X r) = true /\
    content_on I tr (content_s s) y = c /\ find (row_of I X tr (held_s s) (content_s s) r c) xs = Some y.
  Proof.
    unfold cell_value. destruct (find _ xs) as [y|] eqn:F; [intros _|congruence]. exists y.
    pose proof F as G. apply find_some in G as [Hy G]. unfold row_of in G. apply andb_true_iff in G as [G1 G2].
    destruct (list_eq_dec _ _ _) in G2; [auto|discriminate].
  Qed.

  (** ** Two values of one column, swapped *)
  Definition swap (u v w : N) : N := if (w =? u)%N then v else if (w =? v)%N then u else w.
  Lemma swap_inj u v a b : swap u v a = swap u v b -> a = b.
  Proof.
    unfold swap. destruct (N.eqb_spec a u), (N.eqb_spec a v), (N.eqb_spec b u), (N.eqb_spec b v); congruence.
  Qed.
  Definition swapped (s0 : slot) (x0 : input) (u v : N) : trace := fun t j i x =>
    if (msg_eqb (t, j, i) (s_msg s0) && same_col s0 x0 x)%bool then swap u v (tr t j i x) else tr t j i x.

  Lemma same_col_trans s x y z : same_col s x y = true -> same_col s z x = same_col s z y.
  Proof.
    intros H. apply same_col_iff in H as [H1 H2]. apply alike_iff in H1.
    destruct (same_col s z x) eqn:Q, (same_col s z y) eqn:R; auto.
    - apply same_col_iff in Q as [Q1 Q2]. apply alike_iff in Q1.
      assert (same_col s z y = true) by (apply same_col_iff; split; [apply alike_iff|]; congruence). congruence.
    - apply same_col_iff in R as [R1 R2]. apply alike_iff in R1.
      assert (same_col s z x = true) by (apply same_col_iff; split; [apply alike_iff|]; congruence). congruence.
  Qed.

  Lemma swapped_candidate s0 x0 u v : In s0 (slots P) -> (u < 2 ^ slot_width s0)%N -> (v < 2 ^ slot_width s0)%N ->
    candidate (swapped s0 x0 u v).
  Proof.
    intros Hs Hu Hv.
    assert (N : forall s j i x y, i < j <= lst -> A x -> A y -> same lst tr s i x y ->
      (tr (S s) j i x = tr (S s) j i y <-> swapped s0 x0 u v (S s) j i x = swapped s0 x0 u v (S s) j i y)).
    { intros s j i x y _ Hx Hy Si. unfold swapped. destruct (msg_eqb _ _) eqn:M; [|tauto].
      apply msg_eqb_eq in M. cbn [andb].
      pose proof (view_column s j i s0 x y Hs (eq_sym M) Hx Hy Si) as C. rewrite (same_col_trans s0 x y x0 C).
      destruct (same_col s0 x0 y); [|tauto]. split; [congruence|apply swap_inj]. }
    assert (F : forall t j i x, 1 <= t <= epochs I -> i < j <= lst -> (swapped s0 x0 u v t j i x < 2 ^ width I t j i)%N).
    { intros t j i x Ht Hj. pose proof (sol_fits _ _ _ sol t j i x Ht Hj) as B. unfold swapped.
      destruct (msg_eqb _ _) eqn:M; [|exact B]. apply msg_eqb_eq in M. unfold slot_width in Hu, Hv. rewrite <- M in Hu, Hv.
      destruct (same_col s0 x0 x); [|exact B]. unfold swap. cbn [andb]. destruct (_ =? u)%N; auto. destruct (_ =? v)%N; auto. }
    split; [apply relabel with (tr := tr); auto|].
    intros k i Hk x y Hx Hy S. apply (told_whole k i Hk x y Hx Hy). now apply (same_relabel I A tr (swapped s0 x0 u v)).
  Qed.

  Lemma swapped_other s0 x0 u v mu x : mu <> s_msg s0 -> sent_on (swapped s0 x0 u v) mu x = sent_on tr mu x.
  Proof.
    intros H. destruct mu as [[t j] i]. unfold sent_on, swapped. destruct (msg_eqb _ _) eqn:M; auto.
    apply msg_eqb_eq in M. contradiction.
  Qed.
  Lemma swapped_content s0 x0 u v s x : In s (slots P) -> fst (fst (s_msg s)) <= fst (fst (s_msg s0)) ->
    content_on I (swapped s0 x0 u v) (content_s s) x = content_on I tr (content_s s) x.
  Proof.
    intros Hs L. unfold content_on. apply map_ext_in. intros [mu b] H. unfold bit_on. f_equal. apply swapped_other.
    apply in_flat_map in H as (mu' & H & Q). destruct mu' as [[t j] i]. apply in_map_iff in Q as (b' & Q & _).
    injection Q as <- _. intros E. cbn [fst] in E. pose proof (content_earlier s _ Hs H) as K. rewrite E in K. lia.
  Qed.
  Lemma swapped_cell s0 x0 u v s r c : In s (slots P) -> fst (fst (s_msg s)) <= fst (fst (s_msg s0)) ->
    cell_value (swapped s0 x0 u v) s r c =
    match find (row_of I X tr (held_s s) (content_s s) r c) xs with
    | Some y => sent_on (swapped s0 x0 u v) (s_msg s) y | None => 0%N end.
  Proof.
    intros Hs L. unfold cell_value.
    assert (F : forall l, find (row_of I X (swapped s0 x0 u v) (held_s s) (content_s s) r c) l =
                          find (row_of I X tr (held_s s) (content_s s) r c) l).
    { induction l as [|y l IH]; cbn [find]; auto. rewrite IH. unfold row_of. now rewrite (swapped_content s0 x0 u v s y Hs L). }
    now rewrite F.
  Qed.

  Lemma slots_before pre s rs post s' : tables = pre ++ (s, rs) :: post -> In s' (map fst pre) ->
    In s' (slots P) /\ s_msg s' <> s_msg s /\ fst (fst (s_msg s')) <= fst (fst (s_msg s)).
  Proof.
    intros T H. destruct ok_parts as (_ & _ & D & E). rewrite <- tables_slots, T, map_app in D, E |- *. cbn [map fst] in *.
    revert H D E. generalize (map fst pre) (map fst post). clear. intros l l'. induction l as [|a l IH]; [intros []|].
    cbn [app different_messages epochs_ascend]. intros H D E. apply andb_true_iff in D as [D D'], E as [E E'].
    destruct H as [->|H].
    - repeat split; [now left| |].
      + intros M. apply negb_true_iff in D. assert (existsb (fun s1 => msg_eqb (s_msg s') (s_msg s1)) (l ++ s :: l') = true); [|congruence].
        apply existsb_exists. exists s. split; [apply in_elt|]. now apply msg_eqb_eq.
      + rewrite forallb_forall in E. apply Nat.leb_le, E, in_elt.
    - destruct (IH H D' E') as (K1 & K2 & K3). repeat split; auto. now right.
  Qed.

  Hypothesis is_least : forall tr', candidate tr' -> (number (bit_at tr) places <= number (bit_at tr') places)%N.

  Section Table.
  Variables (pre post : list (slot * list int)) (s : slot) (rs : list int).
  Hypothesis T : tables = pre ++ (s, rs) :: post.
  Variable receive : list bool.
  Hypothesis R : length receive = receive_bits s.

  Lemma s_in : In s (slots P).
  Proof. rewrite <- tables_slots, T, map_app. apply in_elt. Qed.

  Definition column_before (before : list int) (r : int) : list int := filter (fun r' => alike (s_column s) (X r') (X r)) before.
  Definition values_before (before : list int) (r : int) (sends : list (list bool)) : list N :=
    flat_map (fun r' => map (fun d => cell_value tr s r' (receive ++ d)) (contents (send_bits s))) (column_before before r) ++
    map (fun d => cell_value tr s r (receive ++ d)) sends.

  Lemma alike_sub hs hs' x y : incl hs' hs -> alike hs x y = true -> alike hs' x y = true.
  Proof. unfold alike. rewrite !forallb_forall. auto. Qed.

  (** The swap leaves all places before alone, if neither value is used in a row before. *)
  Lemma row_alone x0 u v r c before sends : alike (s_column s) x0 (X r) = true -> content_on I tr (s_receive s) x0 = receive ->
    ~ In u (values_before before r sends) -> ~ In v (values_before before r sends) ->
    forall r', In r' before \/ (r' = r /\ forall d, length d = send_bits s -> c = receive ++ d -> In d sends) ->
    length c = receive_bits s + send_bits s ->
    cell_value (swapped s x0 u v) s r' c = cell_value tr s r' c.
  Proof.
    intros Hx Cx Nu Nv r' Hr L. rewrite swapped_cell by (auto using s_in). unfold cell_value at 1.
    destruct (find _ xs) as [y|] eqn:F; [|reflexivity].
    destruct (s_msg s) as [[t j] i] eqn:M. unfold sent_on, swapped. rewrite M, (proj2 (msg_eqb_eq _ _) eq_refl). cbn [andb].
    destruct (same_col s x0 y) eqn:C; [|reflexivity]. apply same_col_iff in C as [C1 C2].
    pose proof (find_some _ _ F) as [Hy G]. unfold row_of in G. apply andb_true_iff in G as [G1 G2].
    destruct (list_eq_dec _ _ _) as [G3|] in G2; [clear G2|discriminate].
    set (d := content_on I tr (s_send s) y).
    assert (Ld : length d = send_bits s) by apply map_length.
    assert (Ec : c = receive ++ d).
    { rewrite <- G3. unfold content_s. rewrite content_app. unfold d. congruence. }
    assert (V : cell_value tr s r' (receive ++ d) = tr t j i y).
    { rewrite (cell_of s r' (receive ++ d) y); auto using s_in; [now rewrite M|congruence]. }
    assert (K : In (tr t j i y) (values_before before r sends)).
    { rewrite <- V. apply in_or_app. destruct Hr as [Hr|[-> Hd]].
      - left. apply in_flat_map. exists r'. split.
        + apply filter_In. split; auto. apply (alike_sub (held_s s) (s_column s)) in G1; [|intros p Hp; apply in_or_app; auto].
          apply alike_iff in G1, C1, Hx. apply alike_iff. congruence.
        + apply (in_map (fun d => cell_value tr s r' (receive ++ d))). rewrite <- Ld. apply in_contents_of.
      - right. apply (in_map (fun d => cell_value tr s r (receive ++ d))). now apply Hd. }
    unfold swap. destruct (N.eqb_spec (tr t j i y) u) as [E|]; [rewrite E in K; contradiction|].
    destruct (N.eqb_spec (tr t j i y) v) as [E|]; [rewrite E in K; contradiction|reflexivity].
  Qed.

  Lemma swap_less before r after send u : rs = before ++ r :: after -> length send = send_bits s ->
    let v := cell_value tr s r (receive ++ send) in
    (u < v)%N -> forall sends, (forall d, length d = send_bits s -> (value d < value send)%N -> In d sends) ->
    ~ In u (values_before before r sends) -> ~ In v (values_before before r sends) -> False.
  Proof.
    intros Ers Ls v Huv sends Hsends Nu Nv.
    destruct (cell_found s r (receive ++ send)) as (x0 & Hx & Ax & Cx & Fx); [fold v; lia|].
    assert (Vx : v = sent_on tr (s_msg s) x0) by (apply cell_of; auto using s_in).
    assert (Cr : content_on I tr (s_receive s) x0 = receive).
    { unfold content_s in Cx. rewrite content_app in Cx.
      assert (L : length (content_on I tr (s_receive s) x0) = length receive) by (rewrite R; apply map_length).
      revert L Cx. generalize (content_on I tr (s_receive s) x0). clear. induction receive as [|b l IH]; intros [|b' l'] L E; try discriminate; auto.
      injection E as -> E. injection L as L. now rewrite (IH l' L E). }
    assert (Ac : alike (s_column s) x0 (X r) = true) by (eapply alike_sub; [|exact Ax]; intros p Hp; apply in_or_app; auto).
    assert (Bv : (v < 2 ^ slot_width s)%N).
    { rewrite Vx. unfold slot_width. destruct (s_msg s) as [[t j] i] eqn:M. destruct (slot_message s t j i s_in M) as [K1 K2].
      now apply (sol_fits _ _ _ sol). }
    assert (Bu : (u < 2 ^ slot_width s)%N) by lia.
    pose proof (swapped_candidate s x0 u v s_in Bu Bv) as S'. apply is_least in S'.
    destruct (first_difference u v Huv) as (b0 & Ub & Vb & Hb).
    assert (Lb : (b0 < slot_width s)%N).
    { apply N.nle_gt. intros L. rewrite (N.bits_above_log2 v) in Vb; [discriminate|]. apply N.log2_lt_pow2; [lia|].
      eapply N.lt_le_trans; [exact Bv|]. apply N.pow_le_mono_r; lia. }
    destruct (high_first_split (slot_width s) b0 Lb) as (hp & hq & Eh & Hh).
    destruct (contents_split (receive ++ send)) as (cp & cq & Ec & _ & Hc & _). rewrite app_length, R, Ls in Ec.
    assert (Ecell : cell_value (swapped s x0 u v) s r (receive ++ send) = u).
    { rewrite swapped_cell by (auto using s_in). rewrite Fx.
      destruct (s_msg s) as [[t j] i] eqn:M. unfold sent_on, swapped. rewrite M, (proj2 (msg_eqb_eq _ _) eq_refl).
      rewrite (proj2 (same_col_iff s x0 x0)) by (split; [apply alike_iff|]; reflexivity). cbn [andb].
      unfold sent_on in Vx. unfold swap. rewrite <- Vx, N.eqb_refl. destruct (N.eqb_spec v u); [lia|reflexivity]. }
    assert (Er : row_places s r = (flat_map (fun c => map (pair (s, r, c)) (high_first (slot_width s))) cp ++ map (pair (s, r, receive ++ send)) hp) ++
        (s, r, receive ++ send, b0) :: (map (pair (s, r, receive ++ send)) hq ++ flat_map (fun c => map (pair (s, r, c)) (high_first (slot_width s))) cq)).
    { unfold row_places. rewrite Ec. apply (split_flat_map (fun c => map (pair (s, r, c)) (high_first (slot_width s)))).
      rewrite Eh. apply map_app. }
    assert (Et : exists P' Q', table_places (s, rs) = (flat_map (row_places s) before ++ P') ++ (s, r, receive ++ send, b0) :: Q' /\
        P' = flat_map (fun c => map (pair (s, r, c)) (high_first (slot_width s))) cp ++ map (pair (s, r, receive ++ send)) hp).
    { eexists _, _. split; [|reflexivity]. unfold table_places. cbn [fst snd]. rewrite Ers. eapply split_flat_map, Er. }
    destruct Et as (P' & Q' & Et & HP).
    assert (Ep : exists P2 Q2, places = (flat_map table_places pre ++ P2) ++ (s, r, receive ++ send, b0) :: Q2 /\
        P2 = flat_map (row_places s) before ++ P').
    { eexists _, _. split; [|reflexivity]. unfold places. rewrite T. eapply split_flat_map, Et. }
    destruct Ep as (P2 & Q2 & Ep & HP2).
    rewrite Ep in S'. apply N.le_ngt in S'. apply S'. clear S'. apply number_lt.
    - intros q Hq. apply in_app_or in Hq as [Hq|Hq].
      { apply in_flat_map in Hq as ([s' rs'] & Hs' & Hq). unfold table_places in Hq. cbn [fst snd] in Hq.
        apply in_flat_map in Hq as (r' & _ & Hq). unfold row_places in Hq. apply in_flat_map in Hq as (c' & _ & Hq).
        apply in_map_iff in Hq as (b' & <- & _). unfold bit_at. f_equal.
        destruct (slots_before pre s rs post s' T) as (K1 & K2 & K3); [apply in_map_iff; exists (s', rs'); auto|].
        rewrite swapped_cell by auto. unfold cell_value.
        destruct (find (row_of I X tr (held_s s') (content_s s') r' c') xs); auto. now apply swapped_other. }
      rewrite HP2 in Hq. apply in_app_or in Hq as [Hq|Hq].
      { apply in_flat_map in Hq as (r' & Hr' & Hq). unfold row_places in Hq. apply in_flat_map in Hq as (c' & Hc' & Hq).
        apply in_map_iff in Hq as (b' & <- & _). unfold bit_at. f_equal. apply contents_length in Hc'.
        apply (row_alone x0 u v r c' before sends); auto. }
      rewrite HP in Hq. apply in_app_or in Hq as [Hq|Hq].
      { apply in_flat_map in Hq as (c' & Hc' & Hq). apply in_map_iff in Hq as (b' & <- & _). unfold bit_at. f_equal.
        assert (Lc : length c' = receive_bits s + send_bits s).
        { apply contents_length. rewrite Ec. apply in_or_app. now left. }
        apply (row_alone x0 u v r c' before sends); auto. right. split; auto. intros d Ld ->. apply Hsends; auto.
        specialize (Hc _ Hc'). rewrite !value_app in Hc. nia. }
      apply in_map_iff in Hq as (h & <- & Hh'). unfold bit_at. rewrite Ecell. fold v. apply Hb, Hh, Hh'.
    - unfold bit_at. now rewrite Ecell.
    - exact Vb.
  Qed.

  Theorem labels_small : forall m before r after send, rs = before ++ r :: after -> length send = send_bits s ->
    earlier s before r send = m -> (cell_value tr s r (receive ++ send) <= m)%N.
  Proof.
    induction m as [m IH] using (well_founded_induction N.lt_wf_0). intros before r after send Ers Ls Em.
    destruct (N.le_gt_cases (cell_value tr s r (receive ++ send)) m) as [|Gt]; auto. exfalso.
    destruct (contents_split send) as (sp & sq & Es & Lsp & Hsp & Hsq). rewrite Ls in Es.
    set (V := values_before before r sp).
    assert (LV : N.of_nat (length V) = m).
    { unfold V, values_before. rewrite app_length, map_length, <- Em. unfold earlier. rewrite Nat2N.inj_add, Lsp. f_equal.
      fold (column_before before r). rewrite Ls. replace (2 ^ N.of_nat (send_bits s))%N with (N.of_nat (2 ^ send_bits s)).
      2: { clear. induction (send_bits s) as [|k IH]; [reflexivity|]. rewrite Nat2N.inj_succ, N.pow_succ_r'. cbn [Nat.pow]. lia. }
      rewrite <- Nat2N.inj_mul. f_equal. generalize (column_before before r). clear.
      induction l as [|a l IH]; [reflexivity|]. cbn [flat_map length]. rewrite app_length, map_length, IH, contents_number. lia. }
    assert (B : forall d, length d = send_bits s -> (value d < 2 ^ N.of_nat (length send))%N).
    { intros d Ld. rewrite Ls, <- Ld. apply value_bound. }
    destruct (unused V) as (u & Lu & Nu). rewrite LV in Lu.
    apply (swap_less before r after send u Ers Ls) with (sends := sp); auto; [lia| |].
    - intros d Ld Hd. pose proof (in_contents_of d) as K. rewrite Ld, Es in K. apply in_app_or in K as [K|[<-|K]]; auto; [lia|].
      specialize (Hsq d K). lia.
    - intros Hv. unfold V, values_before in Hv. apply in_app_or in Hv as [Hv|Hv].
      + apply in_flat_map in Hv as (r' & Hr' & Hv). apply filter_In in Hr' as [Hr' Cr'].
        apply in_map_iff in Hv as (d & Ed & Hd). apply contents_length in Hd.
        apply in_split in Hr' as (b1 & b2 & Eb).
        assert (Lt : (earlier s b1 r' d < m)%N).
        { rewrite <- Em. unfold earlier. rewrite Eb, filter_app, app_length. cbn [filter]. rewrite Cr'. cbn [length].
          assert (F : forall z, alike (s_column s) (X z) (X r') = alike (s_column s) (X z) (X r)).
          { intros z. apply alike_iff in Cr'. destruct (alike _ (X z) (X r')) eqn:Q1, (alike _ (X z) (X r)) eqn:Q2; auto;
              [apply alike_iff in Q1; assert (alike (s_column s) (X z) (X r) = true) by (apply alike_iff; congruence)
              |apply alike_iff in Q2; assert (alike (s_column s) (X z) (X r') = true) by (apply alike_iff; congruence)]; congruence. }
          rewrite (filter_ext _ _ F). specialize (B d Hd). rewrite Hd, <- Ls. nia. }
        assert (Ers' : rs = b1 ++ r' :: (b2 ++ r :: after)) by (rewrite Ers, Eb, <- app_assoc; reflexivity).
        pose proof (IH _ Lt b1 r' _ d Ers' Hd eq_refl) as K. rewrite Ed in K. lia.
      + apply in_map_iff in Hv as (d & Ed & Hd).
        assert (Ld : length d = send_bits s) by (apply contents_length; rewrite Es; apply in_or_app; now left).
        assert (Lt : (earlier s before r d < m)%N).
        { rewrite <- Em. unfold earlier. rewrite Ld, Ls. specialize (Hsp d Hd). lia. }
        pose proof (IH _ Lt before r after d Ers Ld eq_refl) as K. rewrite Ed in K. lia.
  Qed.
  End Table.
  End Solution.
End Least.
