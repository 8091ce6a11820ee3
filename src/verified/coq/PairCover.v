(** Few sets do not hold all pairs of values: some value is in few of them, which share out the other values between them; and each of the
    other sets holds two values that one of these has already. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost RowsCheck Combinations Leaves Degrees BlockClaims Covering.
Import ListNotations.

Lemma combinations_within t : forall l k, filter (within_set t) (combinations k l) = combinations k (filter (fun x => holds x t) l).
Proof.
  induction l as [|a l IH]; intros [|k]; try reflexivity.
  - cbn [filter]. rewrite combinations_0. now rewrite combinations_0.
  - cbn [combinations]. rewrite filter_app, IH. cbn [filter].
    assert (M : forall p, filter (within_set t) (map (cons a) p) = if holds a t then map (cons a) (filter (within_set t) p) else []).
    { induction p as [|Q p IHp]; [now destruct (holds a t)|]. cbn [map filter]. change (within_set t (a :: Q)) with (holds a t && within_set t Q)%bool. rewrite IHp.
      destruct (holds a t); [|reflexivity]. cbn [andb]. now destruct (within_set t Q). }
    rewrite M, IH. destruct (holds a t); reflexivity.
Qed.

Definition pairs (n : nat) : N := choose n 2.
Lemma pairs_next n : pairs (S n) = (pairs n + N.of_nat n)%N.
Proof.
  unfold pairs. rewrite <- (seq_length n 0), <- (map_length N.of_nat). set (l := map N.of_nat (seq 0 n)).
  change (S (length l)) with (length (0%N :: l)). rewrite !choose_count. cbn [combinations]. rewrite app_length, map_length, Nat2N.inj_add.
  rewrite <- (choose_count 1 l). replace (choose (length l) 1) with (N.of_nat (length l)); [lia|]. rewrite choose_count. clearbody l. clear. f_equal.
  induction l as [|a l IH]; [reflexivity|]. cbn [combinations]. rewrite app_length, map_length, combinations_0. cbn [length]. lia.
Qed.
Lemma pairs_grow a b : a <= b -> (pairs a <= pairs b)%N.
Proof. induction 1; [lia|]. rewrite pairs_next. lia. Qed.

Lemma pairs_within t l : NoDup l -> (N.of_nat (length (filter (within_set t) (combinations 2 l))) <= pairs (length t))%N.
Proof.
  intros D. rewrite combinations_within, <- choose_count. apply pairs_grow. apply NoDup_incl_length; [now apply NoDup_filter|].
  intros x Hx. apply filter_In in Hx as [_ Hx]. now apply holds_in.
Qed.

Lemma pair_in l : forall x y, In x l -> In y l -> x <> y -> exists Q, In Q (combinations 2 l) /\ In x Q /\ In y Q /\ incl Q [x; y].
Proof.
  induction l as [|a l IH]; intros x y Hx Hy Ne; [destruct Hx|]. cbn [combinations].
  assert (One : forall z, In z l -> In [z] (combinations 1 l)).
  { clear. induction l as [|b l IH]; intros z Hz; [destruct Hz|]. cbn [combinations]. apply in_or_app. destruct Hz as [->|Hz]; [left; rewrite combinations_0; now left|right; auto]. }
  destruct Hx as [->|Hx], Hy as [->|Hy]; [contradiction| | |].
  - exists [x; y]. split; [apply in_or_app; left; now apply in_map, One|]. repeat split; try (simpl; auto; fail). intros v Hv. exact Hv.
  - exists [y; x]. split; [apply in_or_app; left; now apply in_map, One|]. repeat split; try (simpl; auto; fail). intros v [<-|[<-|[]]]; simpl; auto.
  - destruct (IH x y Hx Hy Ne) as (Q & HQ & K). exists Q. split; auto. apply in_or_app. now right.
Qed.

Section Cover.
  Variables (q : N) (most n : nat).      (* n sets of at most so many values *)
  Definition fewest : nat := (N.to_nat q - 1 + (most - 2)) / (most - 1).
  Definition too_few : bool :=
    (2 <=? most) && (fewest <? most) && (fewest <=? n) && (1 <=? q)%N && (N.of_nat (n * most) <? q * N.of_nat (S fewest))%N &&
    (N.of_nat fewest * pairs (most - 1) + N.of_nat (n - fewest) * (pairs most - 1) <? pairs (N.to_nat q - 1))%N.

  Variable T : list (list N).
  Hypothesis sets_few : length T <= n.
  Hypothesis sets_small : forall t, In t T -> length t <= most /\ NoDup t /\ incl t (range q).
  Hypothesis covers : forall Q, In Q (combinations 2 (range q)) -> exists t, In t T /\ within_set t Q = true.
  Hypothesis check : too_few = true.

  Definition having (y : N) : list (list N) := filter (holds y) T.
  Definition others (y : N) : list N := filter (fun x => negb (y =? x)%N) (range q).

  Lemma check_parts : 2 <= most /\ fewest < most /\ fewest <= n /\ (1 <= q)%N /\ (N.of_nat (n * most) < q * N.of_nat (S fewest))%N /\
    (N.of_nat fewest * pairs (most - 1) + N.of_nat (n - fewest) * (pairs most - 1) < pairs (N.to_nat q - 1))%N.
  Proof. assert (H := check). unfold too_few in H. rewrite !andb_true_iff, !N.ltb_lt, N.leb_le, Nat.ltb_lt, !Nat.leb_le in H. tauto. Qed.

  Lemma others_in y x : In x (others y) <-> In x (range q) /\ x <> y.
  Proof. unfold others. rewrite filter_In, negb_true_iff, N.eqb_neq. split; intros [A B]; split; auto. Qed.
  Lemma without_one y t : NoDup t -> In y t -> S (length (filter (fun x => negb (y =? x)%N) t)) = length t.
  Proof.
    induction 1 as [|a t Na D IH]; intros H; [destruct H|]. cbn [filter]. destruct (N.eqb_spec y a) as [->|Ne].
    - cbn [negb length]. rewrite filter_all; [reflexivity|]. intros x Hx. apply negb_true_iff, N.eqb_neq. intros ->. contradiction.
    - destruct H as [->|H]; [contradiction|]. cbn [negb length]. now rewrite IH.
  Qed.
  Lemma others_length y : In y (range q) -> length (others y) = N.to_nat q - 1.
  Proof. intros H. assert (L := without_one y (range q) (range_NoDup q) H). rewrite (range_length_nat q) in L. unfold others. lia. Qed.

  Lemma together x y : In x (range q) -> In y (range q) -> x <> y -> exists t, In t (having y) /\ In x t.
  Proof.
    intros Hx Hy Ne. destruct (pair_in (range q) x y Hx Hy Ne) as (Q & HQ & Ix & Iy & _). destruct (covers Q HQ) as (t & Ht & W). apply within_set_spec in W.
    exists t. split; auto. apply filter_In. split; auto. now apply holds_in, W.
  Qed.

  Lemma degree y : In y (range q) -> fewest <= length (having y).
  Proof.
    intros Hy. destruct check_parts as (M & _ & _ & Q1 & _ & _).
    assert (B : length (others y) <= length (flat_map (fun t => filter (fun x => negb (y =? x)%N) t) (having y))).
    { apply NoDup_incl_length; [apply NoDup_filter, range_NoDup|]. intros x Hx. apply others_in in Hx as [Hx Ne]. destruct (together x y Hx Hy Ne) as (t & Ht & Ix).
      apply in_flat_map. exists t. split; auto. apply filter_In. split; auto. apply negb_true_iff, N.eqb_neq. congruence. }
    assert (U : length (flat_map (fun t => filter (fun x => negb (y =? x)%N) t) (having y)) <= length (having y) * (most - 1)).
    { assert (A : forall t, In t (having y) -> length (filter (fun x => negb (y =? x)%N) t) <= most - 1).
      { intros t Ht. apply filter_In in Ht as [Ht Hy']. apply holds_in in Hy'. destruct (sets_small t Ht) as (L & D & _). assert (E := without_one y t D Hy'). lia. }
      revert A. generalize (having y). induction l as [|t l IH]; intros A; [simpl; lia|]. cbn [flat_map]. rewrite app_length. specialize (IH (fun u Hu => A u (or_intror Hu))).
      specialize (A t (or_introl eq_refl)). cbn [length]. lia. }
    rewrite others_length in B by exact Hy. unfold fewest. apply Nat.lt_succ_r, Nat.div_lt_upper_bound; [lia|]. rewrite Nat.mul_succ_r, Nat.mul_comm. lia.
  Qed.

  Lemma some_in_few : exists y, In y (range q) /\ length (having y) = fewest.
  Proof.
    destruct check_parts as (M & _ & _ & Q1 & S1 & _).
    destruct (existsb (fun y => length (having y) <=? fewest) (range q)) eqn:E.
    - apply existsb_exists in E as (y & Hy & E). apply Nat.leb_le in E. exists y. split; auto. assert (D := degree y Hy). lia.
    - exfalso. assert (L : (N.of_nat (length (range q)) * N.of_nat (S fewest) <= total (map (fun y => N.of_nat (length (filter (fun t => holds y t) T))) (range q)))%N).
      { apply total_ge_all. intros y Hy. assert (length (having y) > fewest); [|change (filter (fun t => holds y t) T) with (having y); lia].
        apply Nat.nle_gt. intros F. apply not_true_iff_false in E. apply E, existsb_exists. exists y. split; auto. now apply Nat.leb_le. }
      rewrite (both_orders (fun y t => holds y t) (range q) T) in L.
      assert (U : (total (map (fun t => N.of_nat (length (filter (fun y => holds y t) (range q)))) T) <= N.of_nat (length T) * N.of_nat most)%N).
      { apply total_le_all. intros t Ht. destruct (sets_small t Ht) as (Lt & D & I). assert (length (filter (fun y => holds y t) (range q)) <= length t); [|lia].
        apply NoDup_incl_length; [apply NoDup_filter, range_NoDup|]. intros x Hx. apply filter_In in Hx as [_ Hx]. now apply holds_in. }
      rewrite (range_length_nat q) in L. nia.
  Qed.

  Lemma pairs_left y t : In t T -> holds y t = false -> In y (range q) -> length (having y) = fewest ->
    (N.of_nat (length (filter (fun Q => within_set t Q && missed_by (having y) Q)%bool (combinations 2 (others y)))) <= pairs most - 1)%N.
  Proof.
    intros Ht Hn Hy Ld. destruct check_parts as (M & F & _). destruct (sets_small t Ht) as (Lt & D & I).
    assert (Do : NoDup (others y)) by (apply NoDup_filter, range_NoDup).
    assert (Sub : forall (f g : list N -> bool) l, length (filter (fun Q => f Q && g Q)%bool l) <= length (filter f l)).
    { intros f g l. induction l as [|Q l IH]; [reflexivity|]. cbn [filter]. destruct (f Q), (g Q); cbn [andb length]; lia. }
    assert (P := pairs_within t (others y) Do). assert (Sb := Sub (within_set t) (missed_by (having y)) (combinations 2 (others y))).
    assert (Pm : pairs most = (pairs (most - 1) + N.of_nat (most - 1))%N) by (rewrite <- pairs_next; f_equal; lia).
    destruct (Nat.eq_dec (length t) most) as [E|E]; [|assert (G := pairs_grow (length t) (most - 1) ltac:(lia)); lia].
    rewrite E in P. set (A := filter (within_set t) (combinations 2 (others y))) in *. set (B := filter (fun Q => within_set t Q && missed_by (having y) Q)%bool (combinations 2 (others y))) in *.
    apply N.nlt_ge. intros Gt. assert (Full : length A = length B) by lia.
    assert (Same : B = filter (missed_by (having y)) A).
    { unfold A, B. clear. induction (combinations 2 (others y)) as [|Q l IH]; [reflexivity|]. cbn [filter]. destruct (within_set t Q); cbn [andb filter]; [|exact IH].
      destruct (missed_by (having y) Q); [now rewrite IH|exact IH]. }
    assert (Parts := length_parts _ (missed_by (having y)) A). rewrite <- Same in Parts.
    assert (Apart : length t <= length (having y)); [|lia]. apply (matching (fun x u => holds x u)); auto.
    - intros x Hx. assert (Ne : x <> y) by (intros ->; apply holds_in in Hx; congruence). destruct (together x y (I x Hx) Hy Ne) as (u & Hu & Ix).
      exists u. split; auto. now apply holds_in.
    - intros a a' u Ha Ha' Hu Au Au'. destruct (N.eq_dec a a') as [|Ne]; auto. exfalso.
      assert (O : forall x, In x t -> In x (others y)). { intros x Hx. apply others_in. split; auto. intros ->. apply holds_in in Hx. congruence. }
      destruct (pair_in (others y) a a' (O a Ha) (O a' Ha') Ne) as (Q & HQ & _ & _ & Two).
      assert (HA : In Q (filter (fun x => negb (missed_by (having y) x)) A)).
      { apply filter_In. split.
        - apply filter_In. split; auto. apply within_set_spec. intros v Hv. destruct (Two v Hv) as [<-|[<-|[]]]; auto.
        - unfold missed_by. rewrite negb_involutive. apply existsb_exists. exists u. split; auto. apply within_set_spec. intros v Hv. destruct (Two v Hv) as [<-|[<-|[]]]; now apply holds_in. }
      destruct (filter (fun x => negb _) A); [destruct HA|cbn [length] in Parts; lia].
  Qed.

  Theorem too_few_false : False.
  Proof.
    destruct check_parts as (M & F & Fn & Q1 & _ & Count). destruct some_in_few as (y & Hy & Ld).
    assert (Do : NoDup (others y)) by (apply NoDup_filter, range_NoDup). set (Qs := combinations 2 (others y)).
    assert (Qn : N.of_nat (length Qs) = pairs (N.to_nat q - 1)) by (unfold Qs; now rewrite <- choose_count, (others_length y Hy)).
    set (rel := fun Q t => (within_set t Q && (holds y t || missed_by (having y) Q))%bool).
    assert (Lower : (N.of_nat (length Qs) * 1 <= total (map (fun Q => N.of_nat (length (filter (rel Q) T))) Qs))%N).
    { apply total_ge_all. intros Q HQ. assert (Ex : exists t, In t T /\ rel Q t = true).
      { unfold rel. destruct (missed_by (having y) Q) eqn:Mi.
        - assert (HQ' : In Q (combinations 2 (range q))).
          { unfold Qs, others in HQ. assert (HW := combinations_within (others y) (range q) 2). unfold others in HW.
            assert (Same : filter (fun x => holds x (filter (fun x0 => negb (y =? x0)%N) (range q))) (range q) = filter (fun x => negb (y =? x)%N) (range q)).
            { apply filter_ext_in. intros x Hx. destruct (holds x _) eqn:Hh.
              - apply holds_in, filter_In in Hh. symmetry. apply Hh.
              - symmetry. apply not_true_iff_false. intros N. apply not_true_iff_false in Hh. apply Hh, holds_in, filter_In. auto. }
            rewrite Same in HW. rewrite <- HW in HQ. now apply filter_In in HQ. }
          destruct (covers Q HQ') as (t & Ht & W). exists t. now rewrite W, orb_true_r.
        - unfold missed_by in Mi. apply negb_false_iff, existsb_exists in Mi as (t & Ht & W). apply filter_In in Ht as [Ht Hyt]. exists t. rewrite W, Hyt. auto. }
      destruct Ex as (t & Ht & E). assert (HF : In t (filter (rel Q) T)) by (apply filter_In; auto). destruct (filter (rel Q) T); [destruct HF|cbn [length]; lia]. }
    rewrite (both_orders rel Qs T) in Lower.
    assert (Upper : (total (map (fun t => N.of_nat (length (filter (fun Q => rel Q t) Qs))) T) <=
      total (map (fun t => (if holds y t then pairs (most - 1) else 0) + (if negb (holds y t) then pairs most - 1 else 0)) T))%N).
    { apply total_le. intros t Ht. destruct (holds y t) eqn:Hyt; cbn [negb].
      - assert (E : filter (fun Q => rel Q t) Qs = filter (within_set t) Qs).
        { apply filter_ext. intros Q. unfold rel. rewrite Hyt. cbn [orb]. apply andb_true_r. }
        rewrite E, N.add_0_r. destruct (sets_small t Ht) as (Lt & D & _).
        assert (W : filter (within_set t) Qs = filter (within_set (filter (fun x => negb (y =? x)%N) t)) Qs).
        { apply filter_ext_in. intros Q HQ. apply combinations_in in HQ as (_ & IQ & _). apply eq_true_iff_eq. rewrite !within_set_spec. split; intros H x Hx.
          - apply filter_In. split; [now apply H|]. apply negb_true_iff, N.eqb_neq. apply IQ, others_in in Hx. destruct Hx. congruence.
          - apply H in Hx. now apply filter_In in Hx. }
        rewrite W. eapply N.le_trans; [apply pairs_within; exact Do|]. apply pairs_grow. apply holds_in in Hyt. assert (X := without_one y t D Hyt). lia.
      - rewrite N.add_0_l. eapply N.le_trans; [|apply (pairs_left y t Ht Hyt Hy Ld)]. apply N.eq_le_incl. f_equal. f_equal. apply filter_ext. intros Q. unfold rel. now rewrite Hyt. }
    rewrite total_add, !total_where in Upper. assert (Parts := length_parts _ (holds y) T). change (filter (holds y) T) with (having y) in *. rewrite Ld in *.
    set (rest := length (filter (fun x => negb (holds y x)) T)) in *.
    assert (Rest : (N.of_nat rest <= N.of_nat (n - fewest))%N) by lia. nia.
  Qed.
End Cover.

(** So many trees of one round do not serve all pairs. *)
Theorem pairs_claim C q trees : too_few q (N.to_nat C) (trees * N.to_nat C) = true -> forall fs : list labels, length fs <= trees -> (forall f, In f fs -> functional f) ->
  exists Q, In Q (combinations 2 (range q)) /\ forall f, In f fs -> serves C 1 f Q = false.
Proof.
  intros H fs L F. destruct (find (fun Q => forallb (fun f => negb (serves C 1 f Q)) fs) (combinations 2 (range q))) as [Q|] eqn:E.
  - apply find_some in E as [HQ E]. exists Q. split; auto. intros f Hf. rewrite forallb_forall in E. now apply negb_true_iff, E.
  - exfalso. apply (too_few_false q (N.to_nat C) (trees * N.to_nat C) (flat_map (fun f => map (shown_after C q f) (range C)) fs)); auto.
    + clear - L. revert trees L. induction fs as [|f l IH]; intros [|n] L; simpl in *; try lia. rewrite app_length, map_length, (range_length_nat C). specialize (IH n ltac:(lia)). lia.
    + intros t Ht. apply in_flat_map in Ht as (f & Hf & Ht). apply in_map_iff in Ht as (v & <- & _). split; [now apply shown_few, F|].
      split; [apply NoDup_filter, range_NoDup|]. intros x Hx. now apply filter_In in Hx.
    + intros Q HQ. assert (K := find_none _ _ E Q HQ). cbv beta in K. apply not_true_iff_false in K.
      destruct (existsb (fun f => serves C 1 f Q) fs) eqn:Ex.
      * apply existsb_exists in Ex as (f & Hf & S). apply (serves_within C q 2 f Q) in S as (v & Hv & W); [|lia|exact HQ]. exists (shown_after C q f v). split; auto.
        apply in_flat_map. exists f. split; auto. now apply in_map.
      * exfalso. apply K, forallb_forall. intros f Hf. apply negb_true_iff, not_true_iff_false. intros S. apply not_true_iff_false in Ex. apply Ex, existsb_exists. eauto.
Qed.
