(** Few sets of few values that hold every small set of values: a search that finds that there are none. *)
From Coq Require Import List NArith Arith Lia Bool Permutation.
From Arcsat Require Import AtMost RowsCheck Colourings Combinations Leaves Degrees BlockClaims.
Import ListNotations.

Section Search.
  Variable most : nat.                   (* values that a set may hold *)

  Definition within_set (s Q : list N) : bool := forallb (fun y => holds y s) Q.
  Definition extended (s Q : list N) : list N := s ++ filter (fun y => negb (holds y s)) Q.

  (** Each different member with the others *)
  Fixpoint picks (p : list (list N)) : list (list N * list (list N)) :=
    match p with
    | [] => []
    | s :: p => (s, p) :: map (fun x => (fst x, s :: snd x)) (filter (fun x => negb (list_eqb (fst x) s)) (picks p))
    end.

  (** Whether the sets that are begun, however they are completed, leave out more than so many of the Qs: each of the others goes into
      one of them, if it is not in any yet. *)
  Fixpoint no_cover (left_out : nat) (Qs : list (list N)) (p : list (list N)) : bool :=
    match Qs with
    | [] => false
    | Q :: Qs =>
      if some (fun s => within_set s Q) p then no_cover left_out Qs p
      else if match left_out with O => true | S less => no_cover less Qs p end
      then every (fun x => let s := extended (fst x) Q in if most <? length s then true else no_cover left_out Qs (s :: snd x)) (picks p)
      else false
    end.

  Lemma picks_in p : forall s, In s p -> exists r, In (s, r) (picks p).
  Proof.
    induction p as [|s p IH]; intros x H; [destruct H|]. cbn [picks]. destruct (list_eqb x s) eqn:E.
    - apply list_eqb_eq in E. subst. exists p. now left.
    - destruct H as [->|H]; [rewrite (proj2 (list_eqb_eq x x) eq_refl) in E; discriminate|]. destruct (IH x H) as (r & Hr). exists (s :: r). right.
      apply in_map_iff. exists (x, r). split; [reflexivity|]. apply filter_In. split; auto. cbn [fst]. now rewrite E.
  Qed.
  Lemma picks_others p : forall s r, In (s, r) (picks p) -> Permutation (s :: r) p.
  Proof.
    induction p as [|s p IH]; intros x r H; [destruct H|]. cbn [picks] in H. destruct H as [H|H]; [now injection H as <- <-|].
    apply in_map_iff in H as ([y r'] & E & H). injection E as <- <-. apply filter_In in H as [H _]. cbn [fst snd].
    eapply perm_trans; [apply perm_swap|]. constructor. now apply IH.
  Qed.

  Lemma Forall2_moved {X Y} (R : X -> Y -> Prop) l l' : Permutation l l' -> forall T, Forall2 R l T -> exists T', Permutation T T' /\ Forall2 R l' T'.
  Proof.
    induction 1 as [|x l l' _ IH|x y l|l l2 l3 _ IH1 _ IH2]; intros T F.
    - inversion F. exists []. split; constructor.
    - inversion F as [|? t ? T0 Hx F']; subst. destruct (IH T0 F') as (T' & P & G). exists (t :: T'). split; constructor; auto.
    - inversion F as [|? t ? T0 Hx F']; subst. inversion F' as [|? t' ? T1 Hy F'']; subst. exists (t' :: t :: T1). split; [apply perm_swap|repeat constructor; auto].
    - destruct (IH1 T F) as (T' & P & G). destruct (IH2 T' G) as (T'' & P' & G'). exists T''. split; [eapply perm_trans; eauto|exact G'].
  Qed.

  Lemma extended_NoDup s Q : NoDup s -> NoDup Q -> NoDup (extended s Q).
  Proof.
    intros Ds DQ. unfold extended.
    assert (App : forall a b : list N, NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b)).
    { clear. induction a as [|v a IH]; intros b Da Db H; simpl; auto. inversion Da; subst. constructor.
      - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
      - apply IH; auto. intros u Hu. apply H. now right. }
    apply App; [exact Ds|now apply NoDup_filter|]. intros v Hv F. apply filter_In in F as [_ F]. apply holds_in in Hv. now rewrite Hv in F.
  Qed.
  Lemma extended_incl s Q t : incl s t -> incl Q t -> incl (extended s Q) t.
  Proof. intros Hs HQ v Hv. apply in_app_or in Hv as [Hv|Hv]; [auto|]. apply filter_In in Hv as [Hv _]. auto. Qed.

  Lemma within_set_spec s Q : within_set s Q = true <-> incl Q s.
  Proof. unfold within_set. rewrite forallb_forall. split; intros H y Hy; [now apply holds_in, H|now apply holds_in, H]. Qed.
  Definition missed_by (T : list (list N)) (Q : list N) : bool := negb (existsb (fun t => within_set t Q) T).
  Lemma missed_fewer T T' Qs : incl T T' -> length (filter (missed_by T') Qs) <= length (filter (missed_by T) Qs).
  Proof.
    intros H. induction Qs as [|Q Qs IH]; [reflexivity|]. cbn [filter]. destruct (missed_by T' Q) eqn:E'; destruct (missed_by T Q) eqn:E; cbn [length]; try lia.
    exfalso. unfold missed_by in *. apply negb_false_iff, existsb_exists in E as (t & Ht & W). apply negb_true_iff in E'.
    rewrite <- not_true_iff_false in E'. apply E', existsb_exists. eauto.
  Qed.

  Theorem no_cover_sound Qs : (forall Q, In Q Qs -> NoDup Q) -> forall left_out p, (forall s, In s p -> NoDup s) -> no_cover left_out Qs p = true ->
    forall T, Forall2 (fun s t => incl s t) p T -> (forall t, In t T -> length t <= most) -> left_out < length (filter (missed_by T) Qs).
  Proof.
    induction Qs as [|Q Qs IH]; intros DQ left_out p Dp H T F L; [discriminate|]. cbn [no_cover] in H.
    assert (DQ' : forall Q, In Q Qs -> NoDup Q) by (intros; apply DQ; now right).
    destruct (some _ p); [assert (G := IH DQ' left_out p Dp H T F L); cbn [filter]; destruct (missed_by T Q); cbn [length]; lia|].
    destruct (match left_out with O => true | S less => no_cover less Qs p end) eqn:Skip; [|discriminate]. cbn [filter].
    destruct (missed_by T Q) eqn:Missed; cbn [length].
    { destruct left_out as [|less]; [lia|]. assert (G := IH DQ' less p Dp Skip T F L). lia. }
    rewrite every_forallb, forallb_forall in H. apply negb_false_iff, existsb_exists in Missed as (t & Ht & It). apply within_set_spec in It.
    apply in_split in Ht as (T1 & T2 & ->). apply Forall2_app_inv_r in F as (p1 & p2' & F1 & F2 & ->). inversion F2 as [|s ? p2 ? Hs F3]; subst.
    destruct (picks_in (p1 ++ s :: p2) s) as (r & Hr); [apply in_or_app; right; now left|].
    assert (Pr : Permutation (p1 ++ p2) r).
    { apply Permutation_sym, (Permutation_cons_inv (a := s)). eapply perm_trans; [exact (picks_others _ _ _ Hr)|]. apply Permutation_sym, Permutation_middle. }
    specialize (H _ Hr). cbn [fst snd] in H.
    assert (Ds : NoDup (extended s Q)) by (apply extended_NoDup; [apply Dp, in_or_app; right; now left|apply DQ; now left]).
    assert (Is : incl (extended s Q) t) by now apply extended_incl.
    destruct (Nat.ltb_spec most (length (extended s Q))) as [Lt|_].
    - assert (length (extended s Q) <= length t) by now apply NoDup_incl_length. specialize (L t ltac:(apply in_or_app; right; now left)). lia.
    - destruct (Forall2_moved (fun s t : list N => incl s t) _ _ Pr (T1 ++ T2)) as (T' & PT & F'); [now apply Forall2_app|].
      assert (Same : forall x, In x (t :: T') -> In x (T1 ++ t :: T2)).
      { intros x [->|Hx]; [apply in_or_app; right; now left|]. apply (Permutation_in x (Permutation_sym PT)) in Hx. apply in_app_or in Hx as [Hx|Hx]; apply in_or_app; simpl; auto. }
      eapply Nat.lt_le_trans; [|apply (missed_fewer (T1 ++ t :: T2) (t :: T'))].
      + apply (IH DQ' left_out (extended s Q :: r)); auto. intros x [<-|Hx]; auto. apply Dp. apply (Permutation_in x (Permutation_sym Pr)) in Hx. apply in_app_or in Hx as [Hx|Hx]; apply in_or_app; simpl; auto.
      + intros x Hx. apply in_app_or in Hx as [Hx|[->|Hx]]; [|now left|]; right; apply (Permutation_in x PT), in_or_app; auto.
  Qed.
End Search.

(** ** Trees of one round: C sets of at most C values *)

Section OneRound.
  Variables (C q : N) (k t : nat).

  (** Of all sets of k values a tree leaves out more than what the trees together may. *)
  Definition may_be_left_out : nat := N.to_nat ((C - N.of_nat t) * N.of_nat (length (combinations k (range q))) / C).
  Definition claim_by_search : bool :=
    (0 <? C)%N && (0 <? k) && no_cover (N.to_nat C) may_be_left_out (combinations k (range q)) (repeat [] (N.to_nat C)).
  Definition shown_after (f : labels) (v : N) : list N := filter (fun y => existsb (fun u => f [(v, u)] y) (range C)) (range q).

  Lemma shown_few f v : functional f -> length (shown_after f v) <= N.to_nat C.
  Proof.
    intros F. rewrite <- (range_length_nat C). apply (matching (fun y u => f [(v, u)] y)).
    - apply NoDup_filter, range_NoDup.
    - intros y Hy. apply filter_In in Hy as [_ Hy]. now apply existsb_exists in Hy.
    - intros y y' u _ _ _ H H'. eapply F; eauto.
  Qed.

  Lemma serves_within f Q : 0 < k -> In Q (combinations k (range q)) -> serves C 1 f Q = true -> exists v, In v (range C) /\ within_set (shown_after f v) Q = true.
  Proof.
    intros Hk HQ SQ. apply (serves_shows C q 1 f k Q HQ) in SQ as (P & HP & SP). destruct k as [|k']; [lia|]. cbn [sets] in HP.
    apply in_flat_map in HP as (v & Hv & HP). exists v. split; [exact Hv|]. apply within_set_spec. intros y Hy. unfold shows in SP. rewrite forallb_forall in SP.
    assert (Ey := SP y Hy). apply existsb_exists in Ey as (l & Hl & E). apply filter_In. split; [now apply combinations_in in HQ as (_ & I & _); apply I|].
    assert (Lf : In l (leaves C 1)) by (apply (sets_leaves C 1 (Datatypes.S k') P l); auto; cbn [sets]; apply in_flat_map; eauto).
    destruct (parts_start _ _ _ _ _ _ HP Hl) as (u & s & Hu & ->). apply existsb_exists. exists u. split; auto.
    cbn [leaves] in Lf. apply in_flat_map in Lf as (v' & _ & Lf). apply in_flat_map in Lf as (u' & _ & Lf). apply in_map_iff in Lf as (s' & Es & Hs).
    destruct Hs as [<-|[]]. injection Es as _ _ <-. exact E.
  Qed.

  Lemma search_left_out left_out most_trees trees : 0 < k -> no_cover (N.to_nat C) left_out (combinations k (range q)) (repeat [] (most_trees * N.to_nat C)) = true ->
    length trees <= most_trees -> (forall f, In f trees -> functional f) ->
    left_out < length (filter (fun Q => negb (existsb (fun f => serves C 1 f Q) trees)) (combinations k (range q))).
  Proof.
    intros Hk H LT F. set (T := flat_map (fun f => map (shown_after f) (range C)) trees). set (padded := T ++ repeat [] (most_trees * N.to_nat C - length T)).
    assert (Len : length T <= most_trees * N.to_nat C).
    { unfold T. clear - LT. revert most_trees LT. induction trees as [|f l IH]; intros [|n] LT; simpl in *; try lia. rewrite app_length, map_length, range_length_nat. specialize (IH n ltac:(lia)). lia. }
    eapply Nat.lt_le_trans; [apply (no_cover_sound (N.to_nat C) (combinations k (range q))) with (T := padded) (2 := fun s Hs => eq_ind_r _ (NoDup_nil _) (repeat_spec _ _ _ Hs)) (3 := H)|].
    - intros Q HQ. apply combinations_in in HQ. now apply HQ, range_NoDup.
    - assert (LP : length padded = most_trees * N.to_nat C) by (unfold padded; rewrite app_length, repeat_length; lia). clear - LP.
      revert LP. generalize (most_trees * N.to_nat C). induction padded as [|t l IH]; intros [|n] LP; try discriminate; constructor; [intros y []|]. apply IH. now injection LP.
    - intros s Hs. apply in_app_or in Hs as [Hs|Hs]; [|apply repeat_spec in Hs; subst; simpl; lia].
      apply in_flat_map in Hs as (f & Hf & Hs). apply in_map_iff in Hs as (v & <- & _). now apply shown_few, F.
    - assert (Sub : forall Q, In Q (combinations k (range q)) -> missed_by padded Q = true -> negb (existsb (fun f => serves C 1 f Q) trees) = true).
      { intros Q HQ M. apply negb_true_iff, not_true_iff_false. intros S. apply existsb_exists in S as (f & Hf & S). apply (serves_within f Q Hk HQ) in S as (v & Hv & W).
        unfold missed_by in M. apply negb_true_iff, not_true_iff_false in M. apply M, existsb_exists. exists (shown_after f v). split; auto.
        apply in_or_app. left. apply in_flat_map. exists f. split; auto. now apply in_map. }
      revert Sub. generalize (combinations k (range q)) as Qs. induction Qs as [|Q Qs IH]; intros Sub; [reflexivity|]. assert (HQ := Sub Q (or_introl eq_refl)).
      specialize (IH (fun Q' H' => Sub Q' (or_intror H'))). cbn [filter]. destruct (missed_by padded Q); [rewrite HQ by reflexivity; cbn [length]; lia|].
      destruct (negb _); cbn [length]; lia.
  Qed.

  Theorem search_claim : claim_by_search = true -> impossible C q 1 k t.
  Proof.
    unfold claim_by_search. rewrite !andb_true_iff, N.ltb_lt, Nat.ltb_lt. intros [[HC Hk] H] trees LT F K. set (Qs := combinations k (range q)) in *.
    assert (Lower : (N.of_nat (length Qs) * N.of_nat t <= total (map (fun Q => N.of_nat (length (filter (fun f => serves C 1 f Q) trees))) Qs))%N).
    { apply total_ge_all. intros Q HQ. specialize (K Q HQ). lia. }
    rewrite <- (both_orders (serves C 1) trees Qs) in Lower.
    assert (Some_left : forall f, In f trees -> may_be_left_out + length (filter (serves C 1 f) Qs) < length Qs).
    { intros f Hf. assert (G := search_left_out may_be_left_out 1 [f] Hk). rewrite Nat.mul_1_l in G. specialize (G H (le_n _)). fold Qs in G.
      specialize (G ltac:(intros g [<-|[]]; now apply F)). assert (LQ := length_parts _ (serves C 1 f) Qs).
      assert (Same : filter (fun Q => negb (existsb (fun f => serves C 1 f Q) [f])) Qs = filter (fun x => negb (serves C 1 f x)) Qs).
      { apply filter_ext. intros Q. cbn [existsb]. now rewrite orb_false_r. }
      rewrite Same in G. lia. }
    assert (Upper : (total (map (fun f => N.of_nat (length (filter (serves C 1 f) Qs))) trees) <= N.of_nat (length trees) * (N.of_nat (length Qs) - N.of_nat may_be_left_out - 1))%N).
    { apply total_le_all. intros f Hf. specialize (Some_left f Hf). lia. }
    assert (Tr : exists f, In f trees) by (destruct trees as [|f l]; [cbn [length] in LT; lia|exists f; now left]). destruct Tr as (f & Hf). specialize (Some_left f Hf).
    rewrite LT in Upper. unfold may_be_left_out in *. fold Qs in Upper, Some_left. rewrite N2Nat.id in Upper.
    assert (D := N.mul_succ_div_gt ((C - N.of_nat t) * N.of_nat (length Qs)) C ltac:(lia)). set (x := ((C - N.of_nat t) * N.of_nat (length Qs) / C)%N) in *.
    assert (X : (x + 1 <= N.of_nat (length Qs))%N) by lia. destruct (N.le_gt_cases C (N.of_nat t)); nia.
  Qed.
End OneRound.
