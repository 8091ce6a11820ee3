(** What C labelled trees cannot do for a block of positions, by numbers (src/certify/block_claim.hpp has the claims in words). *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost RowsCheck Combinations Leaves Degrees.
Import ListNotations.

(** Sums over pairs that are related, in both orders *)
Lemma total_le_all {A} (f : A -> N) n l : (forall x, In x l -> (f x <= n)%N) -> (total (map f l) <= N.of_nat (length l) * n)%N.
Proof.
  intros H. eapply N.le_trans; [apply (total_le f (fun _ => if true then n else 0%N)); exact H|]. rewrite (total_where (fun _ => true)), filter_all by auto. lia.
Qed.
Lemma total_ge_all {A} (f : A -> N) n l : (forall x, In x l -> (n <= f x)%N) -> (N.of_nat (length l) * n <= total (map f l))%N.
Proof.
  intros H. eapply N.le_trans; [|apply (total_le (fun _ => if true then n else 0%N) f); exact H]. rewrite (total_where (fun _ => true)), filter_all by auto. lia.
Qed.
Lemma total_add {A} (f g : A -> N) l : total (map (fun x => f x + g x)%N l) = (total (map f l) + total (map g l))%N.
Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map]. change (total (?a :: ?b)) with (a + total b)%N. rewrite IH. lia. Qed.
Lemma total_zero {A} (l : list A) : total (map (fun _ => 0%N) l) = 0%N.
Proof. induction l as [|x l IH]; [reflexivity|exact IH]. Qed.
Lemma both_orders {A B} (r : A -> B -> bool) xs ys :
  total (map (fun x => N.of_nat (length (filter (r x) ys))) xs) = total (map (fun y => N.of_nat (length (filter (fun x => r x y) xs))) ys).
Proof.
  induction xs as [|x xs IH].
  - symmetry. apply total_zero.
  - cbn [map]. change (total (?a :: ?b)) with (a + total b)%N. rewrite IH, <- (N.mul_1_r (N.of_nat (length (filter (r x) ys)))), <- total_where, <- total_add.
    apply total_ext. intros y _. cbn [filter]. destruct (r x y); cbn [length]; lia.
Qed.

(** No more than there are members to which they are related, if no two to the same *)
Lemma matching {A B} (r : A -> B -> bool) l vs : NoDup l -> (forall a, In a l -> exists b, In b vs /\ r a b = true) ->
  (forall a a' b, In a l -> In a' l -> In b vs -> r a b = true -> r a' b = true -> a = a') -> length l <= length vs.
Proof.
  intros D H U. set (f := fun a => find (r a) vs). rewrite <- (map_length f l), <- (map_length (@Some B) vs).
  assert (F : forall a, In a l -> exists b, f a = Some b /\ In b vs /\ r a b = true).
  { intros a Ha. unfold f. destruct (find (r a) vs) as [b|] eqn:E; [apply find_some in E; eauto|].
    destruct (H a Ha) as (b & Hb & Q). apply (find_none _ _ E) in Hb. congruence. }
  apply NoDup_incl_length.
  - apply NoDup_map_in; auto. intros a a' Ha Ha' E. destruct (F a Ha) as (b & E1 & Hb & Q), (F a' Ha') as (b' & E2 & _ & Q').
    assert (b = b') by congruence. subst. eauto.
  - intros o Ho. apply in_map_iff in Ho as (a & <- & Ha). destruct (F a Ha) as (b & -> & Hb & _). now apply in_map.
Qed.

Definition labels := leaf -> N -> bool.           (* whether a leaf has a label *)
Definition functional (f : labels) : Prop := forall l y y', f l y = true -> f l y' = true -> y = y'.
Definition shows (f : labels) (Q : list N) (P : list leaf) : bool := forallb (fun y => existsb (fun l => f l y) P) Q.

Section Claims.
  Variables (C q : N) (R : nat).

  (** Some strategy leads to leaves with all the labels in Q. *)
  Definition serves (f : labels) (Q : list N) : bool := existsb (shows f Q) (sets C R (length Q)).

  (** C trees never serve each set of k values t times. *)
  Definition impossible (k t : nat) : Prop := forall trees : list labels, N.of_nat (length trees) = C -> (forall f, In f trees -> functional f) ->
    ~ (forall Q, In Q (combinations k (range q)) -> t <= length (filter (fun f => serves f Q) trees)).

  Definition claim_by_counting (k t : nat) : bool :=
    (C * coefficient (counts C k R) k <? N.of_nat t * choose (N.to_nat q) k)%N.
  Definition claim_by_degrees (k t : nat) : bool :=
    match k with
    | O => false
    | S k' => let D := coefficient (degrees C k R) k in
      (0 <? D)%N && (C * C ^ N.of_nat (2 * R) <? q * ((N.of_nat t * choose (N.to_nat q - 1) k' + (D - 1)) / D))%N
    end.

  Lemma shown_once f k : functional f -> forall Q Q' P, In Q (combinations k (range q)) -> In Q' (combinations k (range q)) -> length P = k ->
    shows f Q P = true -> shows f Q' P = true -> Q = Q'.
  Proof.
    intros F Q Q' P HQ HQ' L S S'. apply (combinations_members (range q) (range_NoDup q) k); auto. intros y Hy.
    unfold shows in S, S'. rewrite forallb_forall in S, S'. apply S, existsb_exists in Hy as (l & Hl & E).
    destruct (combinations_in _ _ _ HQ') as (L' & _ & D'). specialize (D' (range_NoDup q)).
    assert (G : forall y, In y Q' -> exists l, find (fun l => f l y) P = Some l /\ In l P /\ f l y = true).
    { intros y' Hy'. destruct (find _ P) as [l'|] eqn:E'; [apply find_some in E'; eauto|]. apply S', existsb_exists in Hy' as (l' & Hl' & Q'').
      apply (find_none _ _ E') in Hl'. cbv beta in Hl'. congruence. }
    assert (I : incl (map (@Some leaf) P) (map (fun y => find (fun l => f l y) P) Q')).
    { apply NoDup_length_incl.
      - apply NoDup_map_in; auto. intros y1 y2 H1 H2 E12. destruct (G y1 H1) as (l1 & Q1 & _ & F1), (G y2 H2) as (l2 & Q2 & _ & F2).
        assert (l1 = l2) by congruence. subst. eapply F; eauto.
      - rewrite !map_length. lia.
      - intros o Ho. apply in_map_iff in Ho as (y' & <- & Hy'). destruct (G y' Hy') as (l' & -> & Hl' & _). now apply in_map. }
    specialize (I (Some l) (in_map _ _ _ Hl)). apply in_map_iff in I as (y' & E' & Hy'). destruct (G y' Hy') as (l' & Q1 & _ & F').
    assert (l' = l) by congruence. subst. now rewrite (F l y y').
  Qed.

  Lemma serves_shows f k Q : In Q (combinations k (range q)) -> serves f Q = true -> exists P, In P (sets C R k) /\ shows f Q P = true.
  Proof. intros HQ H. unfold serves in H. apply combinations_in in HQ as (<- & _). now apply existsb_exists. Qed.

  Lemma range_length_nat : length (range q) = N.to_nat q.
  Proof. unfold range. now rewrite map_length, seq_length. Qed.

  Theorem counting_claim k t : claim_by_counting k t = true -> impossible k t.
  Proof.
    unfold claim_by_counting. intros H trees LT F K. apply N.ltb_lt in H. rewrite sets_count in H by auto. rewrite <- range_length_nat, choose_count in H.
    set (Qs := combinations k (range q)) in *.
    assert (Lower : (N.of_nat (length Qs) * N.of_nat t <= total (map (fun Q => N.of_nat (length (filter (fun f => serves f Q) trees))) Qs))%N).
    { apply total_ge_all. intros Q HQ. specialize (K Q HQ). lia. }
    rewrite <- (both_orders serves trees Qs) in Lower.
    assert (Upper : (total (map (fun f => N.of_nat (length (filter (serves f) Qs))) trees) <= N.of_nat (length trees) * N.of_nat (length (sets C R k)))%N).
    { apply total_le_all. intros f Hf. assert (length (filter (serves f) Qs) <= length (sets C R k)); [|lia].
      apply (matching (shows f)).
      - apply NoDup_filter, combinations_NoDup, range_NoDup.
      - intros Q HQ. apply filter_In in HQ as [HQ S]. now apply (serves_shows f k).
      - intros Q Q' P HQ HQ' HP S S'. apply filter_In in HQ as [HQ _], HQ' as [HQ' _]. apply (shown_once f k (F f Hf) Q Q' P); auto. now apply sets_length in HP. }
    rewrite LT in Upper. lia.
  Qed.

  Lemma parts_leaves r below v : (v < C)%N -> (forall k P l, In P (below k) -> In l P -> In l (leaves C r)) ->
    forall us k P l, (forall u, In u us -> (u < C)%N) -> In P (parts below v us k) -> In l P -> In l (leaves C (S r)).
  Proof.
    intros Hv B. induction us as [|u us IH]; intros k P l U H Hl.
    - destruct k; simpl in H; [destruct H as [<-|[]]; destruct Hl|destruct H].
    - cbn [parts] in H. apply in_flat_map in H as (i & _ & H). apply in_flat_map in H as (P1 & H1 & H). apply in_map_iff in H as (P2 & <- & H2).
      apply in_app_or in Hl as [Hl|Hl].
      + apply in_map_iff in Hl as (s & <- & Hs). cbn [leaves]. apply in_flat_map. exists v. split; [now apply range_in|]. apply in_flat_map. exists u.
        split; [apply range_in, U; now left|]. apply in_map. eauto.
      + apply (IH (k - i) P2); auto. intros; apply U; now right.
  Qed.
  Lemma sets_leaves r : forall k P l, In P (sets C r k) -> In l P -> In l (leaves C r).
  Proof.
    induction r as [|r IH]; intros [|k] P l H Hl; try (simpl in H; destruct H as [<-|[]]; destruct Hl; fail).
    - destruct k; simpl in H; [destruct H as [<-|[]]; exact Hl|destruct H].
    - cbn [sets] in H. apply in_flat_map in H as (v & Hv & H). apply range_in in Hv. apply (parts_leaves r (sets C r) v Hv IH (range C) (S k) P); auto.
      intros u Hu. now apply range_in.
  Qed.

  Theorem degrees_claim k t : claim_by_degrees k t = true -> impossible k t.
  Proof.
    destruct k as [|k']; [discriminate|]. set (k := S k'). unfold claim_by_degrees. fold k. intros H trees LT F K.
    apply andb_true_iff in H as [HD H]. apply N.ltb_lt in HD, H. set (D := coefficient (degrees C k R) k) in *.
    set (Qs := combinations k (range q)) in *.
    assert (degree : forall l, (N.of_nat (length (filter (has l) (sets C R k))) <= D)%N) by (intros l; now apply sets_degree).
    clearbody D. set (O := fun y => total (map (fun f : labels => N.of_nat (length (filter (fun l => f l y) (leaves C R)))) trees)).
    assert (Each : forall y, In y (range q) -> ((N.of_nat t * choose (N.to_nat q - 1) k' + (D - 1)) / D <= O y)%N).
    { intros y Hy. set (Qy := filter (holds y) Qs).
      assert (Ly : N.of_nat (length Qy) = choose (N.to_nat q - 1) k').
      { unfold Qy, Qs, k. rewrite combinations_holding by (auto; apply range_NoDup). rewrite <- choose_count. f_equal.
        rewrite <- range_length_nat. rewrite (length_parts _ (fun b => y =? b)%N (range q)).
        assert (length (filter (fun b => y =? b)%N (range q)) = 1); [|lia].
        assert (D0 := range_NoDup q). clear -Hy D0. induction (range q) as [|b l IH]; [destruct Hy|]. inversion D0 as [|? ? N0 D1]; subst. cbn [filter].
        destruct (N.eqb_spec y b) as [->|Ne].
        - cbn [length]. rewrite filter_none; auto. intros x Hx. apply N.eqb_neq. congruence.
        - apply IH; auto. destruct Hy; congruence. }
      assert (Lower : (N.of_nat (length Qy) * N.of_nat t <= total (map (fun Q => N.of_nat (length (filter (fun f => serves f Q) trees))) Qy))%N).
      { apply total_ge_all. intros Q HQ. apply filter_In in HQ as [HQ _]. specialize (K Q HQ). lia. }
      rewrite <- (both_orders serves trees Qy) in Lower.
      assert (Upper : (total (map (fun f => N.of_nat (length (filter (serves f) Qy))) trees) <= total (map (fun f : labels => N.of_nat (length (filter (fun l => f l y) (leaves C R))) * D) trees))%N).
      { apply total_le. intros f Hf. set (at_y := filter (fun l => f l y) (leaves C R)).
        set (vs := flat_map (fun l => filter (has l) (sets C R k)) at_y).
        assert (Lv : (N.of_nat (length vs) <= N.of_nat (length at_y) * D)%N) by (unfold vs; rewrite length_flat_map_total; now apply total_le_all).
        assert (length (filter (serves f) Qy) <= length vs); [|lia]. apply (matching (shows f)).
        - apply NoDup_filter, NoDup_filter, combinations_NoDup, range_NoDup.
        - intros Q HQ. apply filter_In in HQ as [HQ S]. apply filter_In in HQ as [HQ Hin]. apply holds_in in Hin. destruct (serves_shows f k Q HQ S) as (P & HP & SP).
          exists P. split; auto. unfold shows in SP. rewrite forallb_forall in SP. apply SP, existsb_exists in Hin as (l & Hl & E).
          apply in_flat_map. exists l. split; [apply filter_In; split; auto; eapply sets_leaves; eauto|]. apply filter_In. split; auto. now apply has_in.
        - intros Q Q' P HQ HQ' HP S S'. apply filter_In in HQ as [HQ _], HQ' as [HQ' _]. apply filter_In in HQ as [HQ _], HQ' as [HQ' _].
          apply (shown_once f k (F f Hf) Q Q' P); auto. apply in_flat_map in HP as (l & _ & HP). apply filter_In in HP as [HP _]. now apply sets_length in HP. }
      assert (Mul : total (map (fun f : labels => N.of_nat (length (filter (fun l => f l y) (leaves C R))) * D)%N trees) = (O y * D)%N).
      { unfold O. clear. induction trees as [|f l IH]; [reflexivity|]. cbn [map]. change (total (?a :: ?b)) with (a + total b)%N. rewrite IH. lia. }
      rewrite Mul, <- Ly in *. apply N.lt_succ_r, N.div_lt_upper_bound; [lia|]. nia. }
    assert (All : (total (map O (range q)) <= C * C ^ N.of_nat (2 * R))%N).
    { unfold O. assert (Swap : total (map (fun y => total (map (fun f : labels => N.of_nat (length (filter (fun l => f l y) (leaves C R)))) trees)) (range q)) =
        total (map (fun f : labels => total (map (fun y => N.of_nat (length (filter (fun l => f l y) (leaves C R)))) (range q))) trees)).
      { clear. induction trees as [|f l IH].
        - apply total_zero.
        - cbn [map]. change (total (?a :: ?b)) with (a + total b)%N. rewrite <- IH, <- total_add. apply total_ext. reflexivity. }
      rewrite Swap. eapply N.le_trans; [apply (total_le_all _ (C ^ N.of_nat (2 * R)))|rewrite LT; lia].
      intros f Hf. rewrite <- (both_orders f (leaves C R) (range q)), <- leaves_count.
      eapply N.le_trans; [apply (total_le_all _ 1%N)|lia]. intros l _.
      assert (length (filter (f l) (range q)) <= 1); [|lia]. assert (D0 := NoDup_filter (f l) (range_NoDup q)).
      destruct (filter (f l) (range q)) as [|y [|y' ys]] eqn:E; simpl; try lia. exfalso. inversion D0 as [|? ? N0 _]; subst. apply N0. left.
      assert (In y (filter (f l) (range q)) /\ In y' (filter (f l) (range q))) as [H1 H2] by (rewrite E; simpl; auto).
      apply filter_In in H1 as [_ H1], H2 as [_ H2]. eapply (F f Hf); eauto. }
    assert (Sum := total_ge_all O _ _ Each). rewrite range_length in Sum. lia.
  Qed.
End Claims.
