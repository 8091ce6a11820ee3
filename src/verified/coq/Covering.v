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

  (** Whether the sets that are begun cannot be completed so that each Q is in one: Q goes into one of them, if not into any yet. *)
  Fixpoint no_cover (Qs : list (list N)) (p : list (list N)) : bool :=
    match Qs with
    | [] => false
    | Q :: Qs =>
      if some (fun s => within_set s Q) p then no_cover Qs p
      else every (fun x => let s := extended (fst x) Q in if most <? length s then true else no_cover Qs (s :: snd x)) (picks p)
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

  Theorem no_cover_sound Qs : (forall Q, In Q Qs -> NoDup Q) -> forall p, (forall s, In s p -> NoDup s) -> no_cover Qs p = true ->
    forall T, Forall2 (fun s t => incl s t) p T -> (forall t, In t T -> length t <= most) -> ~ (forall Q, In Q Qs -> exists t, In t T /\ incl Q t).
  Proof.
    induction Qs as [|Q Qs IH]; intros DQ p Dp H T F L K; [discriminate|]. cbn [no_cover] in H.
    destruct (some _ p); [apply (IH (fun Q' HQ => DQ Q' (or_intror HQ)) p Dp H T F L); intros Q' HQ; apply K; now right|].
    rewrite every_forallb, forallb_forall in H. destruct (K Q (or_introl eq_refl)) as (t & Ht & It).
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
      apply (IH (fun Q' HQ => DQ Q' (or_intror HQ)) (extended s Q :: r)) with (T := t :: T'); auto.
      + intros x [<-|Hx]; auto. apply Dp. apply (Permutation_in x (Permutation_sym Pr)) in Hx. apply in_app_or in Hx as [Hx|Hx]; apply in_or_app; simpl; auto.
      + intros Q' HQ. destruct (K Q' (or_intror HQ)) as (t' & Ht' & It'). exists t'. split; auto.
        apply in_app_or in Ht' as [Ht'|[->|Ht']]; [|now left|]; right; apply (Permutation_in t' PT), in_or_app; auto.
  Qed.
End Search.

(** ** Trees of one round: C sets of at most C values *)

Section OneRound.
  Variables (C q : N) (k t : nat).

  (** If every tree serves every set, one does. *)
  Definition claim_by_search : bool :=
    (0 <? C)%N && (0 <? k) && (C <=? N.of_nat t)%N && no_cover (N.to_nat C) (combinations k (range q)) (repeat [] (N.to_nat C)).

  Definition shown_after (f : labels) (v : N) : list N := filter (fun y => existsb (fun u => f [(v, u)] y) (range C)) (range q).

  Lemma shown_few f v : functional f -> length (shown_after f v) <= N.to_nat C.
  Proof.
    intros F. rewrite <- (range_length_nat C). apply (matching (fun y u => f [(v, u)] y)).
    - apply NoDup_filter, range_NoDup.
    - intros y Hy. apply filter_In in Hy as [_ Hy]. now apply existsb_exists in Hy.
    - intros y y' u _ _ _ H H'. eapply F; eauto.
  Qed.

  Theorem search_claim : claim_by_search = true -> impossible C q 1 k t.
  Proof.
    unfold claim_by_search. rewrite !andb_true_iff, N.ltb_lt, Nat.ltb_lt, N.leb_le. intros [[[HC Hk] Ht] H] trees LT F K.
    assert (Tr : exists f, In f trees /\ forall Q, In Q (combinations k (range q)) -> serves C 1 f Q = true).
    { assert (Hf : exists f, In f trees) by (destruct trees as [|f l]; [cbn [length] in LT; lia|exists f; now left]). destruct Hf as (f & Hf). exists f. split; auto.
      intros Q HQ. specialize (K Q HQ). assert (I : incl trees (filter (fun f => serves C 1 f Q) trees)).
      { intros g Hg. apply filter_In. split; auto. destruct (serves C 1 g Q) eqn:Sg; auto. exfalso. assert (L := length_parts _ (fun f => serves C 1 f Q) trees).
        assert (In g (filter (fun x => negb (serves C 1 x Q)) trees)) by (apply filter_In; now rewrite Sg). destruct (filter (fun x => negb _) trees); [contradiction|cbn [length] in L; lia]. }
      apply I in Hf. now apply filter_In in Hf. }
    destruct Tr as (f & Hf & S). set (T := map (shown_after f) (range C)).
    apply (no_cover_sound (N.to_nat C) (combinations k (range q))) with (p := repeat [] (N.to_nat C)) (T := T); auto.
    - intros Q HQ. apply combinations_in in HQ. now apply HQ, range_NoDup.
    - intros s Hs. apply repeat_spec in Hs. subst. constructor.
    - unfold T. assert (L := range_length_nat C). revert L. generalize (range C) as vs, (N.to_nat C) as n. clear. induction vs as [|v vs IH]; intros [|n] L; try discriminate; constructor.
      + intros y [].
      + apply IH. now injection L.
    - intros s Hs. apply in_map_iff in Hs as (v & <- & _). now apply shown_few, F.
    - intros Q HQ. assert (SQ := S Q HQ). apply (serves_shows C q 1 f k Q HQ) in SQ as (P & HP & SP). destruct k as [|k']; [lia|]. cbn [sets] in HP.
      apply in_flat_map in HP as (v & Hv & HP). exists (shown_after f v). split; [now apply in_map|]. intros y Hy. unfold shows in SP. rewrite forallb_forall in SP.
      assert (Ey := SP y Hy). apply existsb_exists in Ey as (l & Hl & E). apply filter_In. split; [now apply combinations_in in HQ as (_ & I & _); apply I|].
      assert (Lf : In l (leaves C 1)) by (apply (sets_leaves C 1 (Datatypes.S k') P l); auto; cbn [sets]; apply in_flat_map; eauto).
      destruct (parts_start _ _ _ _ _ _ HP Hl) as (u & s & Hu & ->). apply existsb_exists. exists u. split; auto.
      cbn [leaves] in Lf. apply in_flat_map in Lf as (v' & _ & Lf). apply in_flat_map in Lf as (u' & _ & Lf). apply in_map_iff in Lf as (s' & Es & Hs).
      destruct Hs as [<-|[]]. injection Es as _ _ <-. exact E.
  Qed.
End OneRound.
