(** The checker of refutations of one step by hard and soft blocks (src/certify/block_bound.hpp, its conclusion "folds"), of
    claims by numbers and by a search; and, of its conclusion "families", the case of one claim that so many trees fail. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost RowsCheck OneStep OneStepBounds Leaves BlockClaims Covering PairCover Blocks.
Import ListNotations.

Record block_claim := Block_claim { claim_size : nat; claim_fold : nat; claim_searched : bool }.

Section Check.
  Variables (m q : N) (R : nat) (c : N) (claims : list block_claim).
  Let C := (2 ^ c)%N.

  Definition claim_shown (a : block_claim) : bool :=
    let k := Nat.min (claim_size a) (N.to_nat q) in
    if claim_searched a then match R with 1 => claim_by_search C q k (claim_fold a) | _ => false end else
    if claim_by_counting C q R k (claim_fold a) then true else claim_by_degrees C q R k (claim_fold a).

  (** The least size that a claim of at most this fold excludes *)
  Definition excluded (fold : nat) : option nat :=
    fold_right (fun a least => if claim_fold a <=? fold then
      match least with Some s => Some (Nat.min (claim_size a) s) | None => Some (claim_size a) end else least) None claims.
  Definition no_room (h : nat) : bool :=
    match excluded (N.to_nat C), (if h =? 0 then Some 0 else excluded h) with
    | Some soft, Some hard => (N.of_nat h * N.of_nat (hard - 1) + (C - N.of_nat h) * N.of_nat (soft - 1) <? m)%N
    | _, _ => false
    end.
  Definition check_one_step : bool := (0 <? m)%N && (0 <? q)%N && forallb claim_shown claims && forallb no_room (seq 0 (N.to_nat C)).

  (** Each block is smaller than what a claim with the fold 1 is about; of those as large as what some trees cannot serve there are few,
      as each of them rules so many of the C trees out. *)
  Definition check_large (size trees : nat) : bool :=
    let most := ((C - 1) / N.of_nat trees)%N in
    (0 <? m)%N && (0 <? q)%N && forallb claim_shown claims && (0 <? trees) && (R =? 1) && (Nat.min size (N.to_nat q) =? 2) && too_few q (N.to_nat C) (trees * N.to_nat C) &&
    match excluded 1 with
    | Some all => (size <=? all) && (most <=? C)%N && (most * N.of_nat (all - 1) + (C - most) * N.of_nat (size - 1) <? m)%N
    | None => false
    end.

  Lemma excluded_spec fold s : excluded fold = Some s -> exists a, In a claims /\ claim_fold a <= fold /\ claim_size a = s.
  Proof.
    unfold excluded. revert s. induction claims as [|a l IH]; intros s H; [discriminate|]. cbn [fold_right] in H. destruct (Nat.leb_spec (claim_fold a) fold).
    - destruct (fold_right _ None l) as [s'|] eqn:E.
      + injection H as <-. destruct (Nat.le_ge_cases (claim_size a) s').
        * exists a. repeat split; simpl; auto. lia.
        * destruct (IH s' eq_refl) as (b & Hb & Fb & <-). exists b. repeat split; simpl; auto. lia.
      + injection H as <-. exists a. simpl. auto.
    - destruct (IH s H) as (b & Hb & Fb & Sb). exists b. simpl. auto.
  Qed.

  Lemma claims_hold : (forall a, In a claims -> claim_shown a = true) -> forall a, In a claims -> holds_of q R c (claim_size a) (claim_fold a).
  Proof.
    intros Hc a Ha. specialize (Hc a Ha). unfold claim_shown in Hc. unfold holds_of. destruct (claim_searched a).
    { destruct R as [|[|]]; try discriminate. now apply search_claim. }
    destruct (claim_by_counting _ _ _ _ _) eqn:E.
    - now apply counting_claim.
    - now apply degrees_claim.
  Qed.

  Theorem check_one_step_sound : check_one_step = true -> ~ realizable (one_step m q (S R) c).
  Proof.
    unfold check_one_step. rewrite !andb_true_iff, !forallb_forall, !N.ltb_lt. intros [[[Hm Hq] Hc] Hn] Re.
    apply realizable_solution in Re as (tr & sol).
    assert (Ho := claims_hold Hc).
    set (hs := hard_blocks m q R c tr). assert (F := hard_few m q R c tr sol Hq Hm). fold hs C in F.
    specialize (Hn (length hs)). unfold no_room in Hn. destruct (excluded (N.to_nat C)) as [soft|] eqn:ES; [|specialize (Hn ltac:(apply in_seq; lia)); discriminate].
    destruct (if length hs =? 0 then Some 0 else excluded (length hs)) as [hard_size_|] eqn:EH; [|specialize (Hn ltac:(apply in_seq; lia)); discriminate].
    specialize (Hn ltac:(apply in_seq; lia)). apply N.ltb_lt in Hn.
    assert (B := blocks_bound m q R c tr sol Hq Hm hard_size_ soft). fold hs C in B.
    apply (N.lt_irrefl m). eapply N.le_lt_trans; [apply B|exact Hn].
    - intros a Ha. destruct (Nat.eqb_spec (length hs) 0) as [E|_]; [unfold hs in E; destruct (hard_blocks m q R c tr); [destruct Ha|discriminate]|].
      apply excluded_spec in EH as (b & Hb & Fb & <-). apply (hard_size m q R c tr sol Hq Hm a (claim_size b) (claim_fold b)); auto.
    - intros a _ Ha. apply excluded_spec in ES as (b & Hb & Fb & <-). apply (soft_size m q R c tr sol Hq Hm a (claim_size b) (claim_fold b)); auto.
  Qed.

  Theorem check_large_sound size trees : check_large size trees = true -> ~ realizable (one_step m q (S R) c).
  Proof.
    unfold check_large. rewrite !andb_true_iff, !forallb_forall, !N.ltb_lt, Nat.ltb_lt, !Nat.eqb_eq. intros [[[[[[[Hm Hq] Hc] Ht] R1] K2] Hf] Hn] Re.
    apply realizable_solution in Re as (tr & sol). assert (Ho := claims_hold Hc). destruct (excluded 1) as [all|] eqn:E; [|discriminate].
    rewrite !andb_true_iff, Nat.leb_le, N.leb_le, N.ltb_lt in Hn. destruct Hn as [[Hs HC] Hn]. apply excluded_spec in E as (a1 & Ha1 & F1 & E1).
    assert (Fail : fail_of q R c size trees) by (intros fs L F; rewrite K2, R1; exact (pairs_claim C q trees Hf fs L F)).
    assert (Few := large_few m q R c tr sol Hq Hm size trees Ht Fail). fold C in Few. set (big := filter _ (range C)) in Few.
    assert (All : forall a, In a (range C) -> length (block m tr a) < all).
    { intros a Ha. apply (every_size m q R c tr sol Hq Hm a all); auto. specialize (Ho a1 Ha1). rewrite E1 in Ho.
      destruct (claim_fold a1) as [|[|]] eqn:F; [|exact Ho|lia]. intros trees' LT Fn K. apply (Ho trees' LT Fn). intros; lia. }
    assert (B := sizes_bound m q R c tr sol Hq Hm (large m tr size) all size). fold C big in B.
    assert (Most : (N.of_nat (length big) <= (C - 1) / N.of_nat trees)%N) by (apply N.div_le_lower_bound; lia).
    assert (Bd : (m <= N.of_nat (length big) * N.of_nat (all - 1) + (C - N.of_nat (length big)) * N.of_nat (size - 1))%N).
    { apply B.
      - intros a Ha. apply All. now apply filter_In in Ha.
      - intros a _ Ha. now apply Nat.leb_gt in Ha. }
    apply (N.lt_irrefl m). eapply N.le_lt_trans; [exact Bd|]. eapply N.le_lt_trans; [|exact Hn].
    set (h := N.of_nat (length big)) in *. set (most := ((C - 1) / N.of_nat trees)%N) in *.
    assert (Le : (N.of_nat (size - 1) <= N.of_nat (all - 1))%N) by lia. nia.
  Qed.
End Check.

(** [few]: a size, and how many trees fail there *)
Definition check_blocks (I : instance) (claims : list block_claim) (few : option (nat * nat)) : bool :=
  match the_task I, epochs I, overrides I, restricted I with
  | Task m [] [q], S R, [], lists ls => forallb (fun l => match l with None => true | Some _ => false end) ls &&
    match few with
    | None => check_one_step m q R (bits_per_token I) claims
    | Some (size, trees) => check_large m q R (bits_per_token I) claims size trees
    end
  | _, _, _, _ => false
  end.

Theorem check_blocks_sound I claims few : check_blocks I claims few = true -> ~ realizable I.
Proof.
  unfold check_blocks. destruct (the_task I) as [m [|] [|q [|]]] eqn:ET; try discriminate. destruct (epochs I) as [|R] eqn:EE; [discriminate|].
  destruct (overrides I) eqn:EO; [|discriminate]. destruct (restricted I) as [ls|] eqn:ER; [|discriminate].
  rewrite andb_true_iff, forallb_forall. intros [HL H] Re.
  assert (N : ~ realizable (one_step m q (S R) (bits_per_token I))).
  { destruct few as [[size trees]|]; [now apply (check_large_sound _ _ _ _ claims size trees)|now apply (check_one_step_sound _ _ _ _ claims)]. }
  apply N.
  apply (easier I); auto.
  - intros t j i. unfold width. rewrite EO, ET. cbn. lia.
  - intros x (L & B & _). split; [|split].
    + rewrite ET. exact L.
    + rewrite ET. exact B.
    + rewrite ER. intros p l Hl. specialize (HL (Some l) (nth_error_In _ _ Hl)). discriminate.
Qed.

(** ** Named cells: one epoch less than suffices *)

Theorem depth_separation_one_step_3_4 : ~ realizable (one_step 3 4 2 1) /\ realizable (one_step 3 4 3 1).
Proof.
  split; [apply (check_one_step_sound 3 4 1 1 [Block_claim 2 1 false]); vm_compute; reflexivity|apply streams_suffice; [lia|lia|left; vm_compute; discriminate]].
Qed.
Theorem depth_separation_one_step_6_7 : ~ realizable (one_step 6 7 3 1) /\ realizable (one_step 6 7 4 1).
Proof.
  split; [apply (check_one_step_sound 6 7 2 1 [Block_claim 4 1 false; Block_claim 3 2 false]); vm_compute; reflexivity|apply streams_suffice; [lia|lia|left; vm_compute; discriminate]].
Qed.
Theorem depth_separation_one_step_5_14 : ~ realizable (one_step 5 14 2 2) /\ realizable (one_step 5 14 3 2).
Proof.
  split; [apply (check_one_step_sound 5 14 1 2 [Block_claim 2 1 false]); vm_compute; reflexivity|apply streams_suffice; [lia|lia|left; vm_compute; discriminate]].
Qed.
Theorem depth_separation_one_step_8_7 : ~ realizable (one_step 8 7 2 2) /\ realizable (one_step 8 7 3 2).
Proof.
  split; [apply (check_one_step_sound 8 7 1 2 [Block_claim 4 1 false; Block_claim 3 2 false; Block_claim 2 4 true]); vm_compute; reflexivity|apply streams_suffice; [lia|lia|left; vm_compute; discriminate]].
Qed.
Theorem depth_separation_one_step_6_10 : ~ realizable (one_step 6 10 2 2) /\ realizable (one_step 6 10 3 2).
Proof.
  split; [apply (check_large_sound 6 10 1 2 [Block_claim 3 1 false] 2 2); vm_compute; reflexivity|apply streams_suffice; [lia|lia|left; vm_compute; discriminate]].
Qed.
