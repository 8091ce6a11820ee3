(** Chains of thought: where one thought helps, and where it does not. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Order AtMost CountingCheck RowsCheck OneStep OneStepBounds Scheme.
Import ListNotations.
Local Open Scope N_scope.

(** Tables with the same entries are the same. *)
Lemma entries_same q m z z' : 0 < q -> z < q ^ m -> z' < q ^ m -> (forall k, k < m -> entry q z k = entry q z' k) -> z = z'.
Proof.
  intros Hq. rewrite <- (N2Nat.id m). generalize (N.to_nat m) as n. clear m. intros n. revert z z'. induction n as [|n IH]; intros z z' Hz Hz' E.
  - change (N.of_nat 0) with 0 in *. rewrite N.pow_0_r in *. lia.
  - rewrite Nat2N.inj_succ, N.pow_succ_r' in Hz, Hz'. rewrite (N.div_mod' z q), (N.div_mod' z' q). f_equal.
    + f_equal. apply IH; try (apply N.div_lt_upper_bound; lia). intros k Hk. specialize (E (k + 1) ltac:(lia)). unfold entry in *.
      replace (k + 1) with (N.succ k) in E by lia. rewrite N.pow_succ_r' in E. now rewrite !N.div_div by (try apply N.pow_nonzero; lia).
    + specialize (E 0 ltac:(lia)). unfold entry in E. now rewrite N.pow_0_r, !N.div_1_r in E.
Qed.

(** A thought says z_0 to the table of z_1, which answers. *)
Theorem one_thought_suffices m q c b : m <= 2 ^ c -> m <= 2 ^ b -> q <= 2 ^ c -> 0 < q -> realizable_with (Chain 1 (Some b)) (one_step m q 1 c).
Proof.
  intros Hm Hb Hq Q.
  exists (Protocol (fun _ j i X Y => match j, i with
      | 1%nat, 0%nat => own X mod 2 ^ c
      | 2%nat, 3%nat => entry q (own X) (own Y)
      | _, _ => 0 end) (fun X => nth 2 (hd [] (inbox X)) 0)), (fun _ X => nth 0 (hd [] (inbox X)) 0 mod 2 ^ b).
  assert (P : forall k, 2 ^ k <> 0) by (intros; apply N.pow_nonzero; lia). split; [|split].
  - intros t j i X Y Ht Hi Hj. change (last (the_task (one_step m q 1 c)) + thoughts (Chain 1 (Some b)))%nat with 3%nat in Hi.
    assert (W : i <> 2%nat -> room (one_step m q 1 c) t j i = c).
    { intros H. unfold room. cbn. destruct i as [|[|[|[|i]]]]; try lia; cbn; lia. }
    cbn [says]. destruct (Nat.eq_dec i 2) as [->|Ni]; [destruct j as [|[|[|j]]]; apply N.neq_0_lt_0, P|]. rewrite W by auto.
    assert (Z : 0 < 2 ^ c) by apply N.neq_0_lt_0, P.
    destruct j as [|[|[|j]]]; destruct i as [|[|[|[|i]]]]; try exact Z; try (apply N.mod_lt, P). eapply N.lt_le_trans; [apply N.mod_lt; lia|exact Hq].
  - intros s X _. apply N.mod_lt, P.
  - intros x (L & B & _). change (last _) with 2%nat in *. destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate.
    assert (B1 := B 1%nat ltac:(lia)). change (z0 < m) in B1. cbn -[N.pow entry N.modulo]. rewrite (N.mod_small z0 (2 ^ c)), (N.mod_small z0 (2 ^ b)) by lia. reflexivity.
Qed.

(** What a thought of no bits, or the prompt of one epoch, lets through *)
Theorem empty_thought_fails m q c : 0 < q -> 2 ^ c < q ^ m -> ~ realizable_with (Chain 1 (Some 0)) (one_step m q 1 c).
Proof.
  intros Q H (P & think & F & T & S). set (I := one_step m q 1 c) in *.
  set (said := fun z1 => says P 1 2%nat 3%nat (View z1 []) (View 0 [])).
  assert (G : atmost (range (q ^ m)) (fun z1 => z1) (2 ^ c)).
  { apply (atmost_follows _ _ _ _ _ said).
    - intros z z' Hz Hz' E. apply range_in in Hz, Hz'. apply (entries_same q m); auto. intros k Hk.
      assert (A : forall z1, z1 < q ^ m -> allowed I [0; k; z1]).
      { intros z1 H1. split; [reflexivity|]. split; [|intros [|p] l E'; discriminate]. intros p Hp. change (last _) with 2%nat in Hp.
        destruct p as [|[|[|p]]]; try lia; [exact N.lt_0_1|exact Hk|exact H1]. }
      assert (One := S _ (A z Hz)). assert (Two := S _ (A z' Hz')).
      change (answer (the_task I) [0; k; z]) with (entry q z k) in One. change (answer (the_task I) [0; k; z']) with (entry q z' k) in Two.
      rewrite <- One, <- Two. f_equal. cbn -[N.pow].
      assert (Y : forall X, think 1%nat X = 0) by (intros X; specialize (T 1%nat X ltac:(lia)); rewrite N.pow_0_r in T; lia).
      rewrite !Y. unfold said in E. now rewrite E.
    - apply atmost_below. intros z _. assert (R := F 1%nat 2%nat 3%nat (View z []) (View 0 [])). replace (room I 1 2%nat 3%nat) with c in R by (unfold room; cbn; lia).
      apply R; [change (epochs I) with 1%nat; lia|cbn; lia|cbn; auto]. }
  specialize (G (range (q ^ m)) (incl_refl _)). rewrite map_id in G. specialize (G (range_NoDup _)). unfold range in G. rewrite map_length, seq_length in G. lia.
Qed.

(** Two steps, one epoch, one thought of any number of bits: what player 2 says to player -1 and to the thought does not tell its table at two positions
    that the thought cannot choose from. *)
Theorem one_thought_fails_on_two_steps m n q1 q2 c b : 0 < n -> 0 < q1 -> 2 ^ c < q1 ^ m -> 2 ^ c < q2 ->
  ~ realizable_with (Chain 1 b) (Instance (Task m [n] [q1; q2]) 1 c [] (lists [])).
Proof.
  intros Hn H1 Hm H2 (P & think & F & _ & S). set (I := Instance _ _ _ _ _) in *.
  assert (Low : forall j i X Y, (j < 4)%nat -> (i = 0 \/ i = 4)%nat -> In j (hears (Chain 1 b) 3%nat i) -> says P 1 j i X Y < 2 ^ c).
  { intros j i X Y Hj Hi Hin. assert (R := F 1%nat j i X Y). replace (room I 1 j i) with c in R by (unfold room; destruct Hi as [->| ->]; cbn; lia).
    apply R; [change (epochs I) with 1%nat; lia| |exact Hin]. change (last (the_task I) + thoughts (Chain 1 b))%nat with 4%nat. lia. }
  assert (A : forall z0 z1 z2, z0 < m -> z1 < q1 ^ m -> z2 < q2 ^ (n * q1) -> allowed I [0; z0; z1; z2]).
  { intros z0 z1 z2 B0 B1 B2. split; [reflexivity|]. split; [|intros [|p] l E; discriminate]. intros p Hp. change (last _) with 3%nat in Hp.
    destruct p as [|[|[|[|p]]]]; try lia; unfold held; cbn [nth]; [change (0 < n * 1); lia|exact B0|exact B1|exact B2]. }
  set (heard := fun z0 z1 z2 : N => View 0 [[says P 1 1%nat 0%nat (View z0 []) (View 0 []); says P 1 2%nat 0%nat (View z1 []) (View 0 []); says P 1 3%nat 0%nat (View z2 []) (View 0 [])]]).
  set (a1 := fun z1 => says P 1 2%nat 0%nat (View z1 []) (View 0 [])).
  assert (G : atmost (range (q1 ^ m)) (fun z1 => z1) (2 ^ c)).
  { apply (atmost_follows _ _ _ _ _ a1).
    - intros z1 z1' B1 B1' E. apply range_in in B1, B1'. apply (entries_same q1 m); auto. intros k Hk.
      destruct (N.eq_dec (entry q1 z1 k) (entry q1 z1' k)) as [|Ne]; auto. exfalso.
      set (i := entry q1 z1 k) in *. set (i' := entry q1 z1' k) in *.
      assert (Bi : i < q1) by (apply N.mod_lt; lia). assert (Bi' : i' < q1) by (apply N.mod_lt; lia).
      destruct (tables_at q2 (n * q1) [i; i']) as (zs & Z1 & Z2 & Z3).
      { lia. } { constructor; [intros [Q|[]]; congruence|constructor; [intros []|constructor]]. } { intros p [<-|[<-|[]]]; nia. }
      assert (Few : atmost zs (fun z => map (entry q2 z) [i; i']) (product [2 ^ c; 2 ^ c])).
      { set (y := fun z2 => think 1%nat (heard k z1 z2)).
        apply (atmost_follows _ _ _ _ _ (fun z2 => [says P 1 3%nat 0%nat (View z2 []) (View 0 []); says P 1 3%nat 4%nat (View z2 []) (View (y z2) [])])).
        - intros z z' Hz Hz' E2. injection E2 as E3 E4.
          assert (Y : y z = y z') by (unfold y, heard; now rewrite E3).
          assert (Same : forall u, u < q1 ^ m -> a1 u = a1 z1 -> entry q2 z (entry q1 u k) = entry q2 z' (entry q1 u k)).
          { intros u Hu Eu. assert (One := S _ (A k u z Hk Hu (Z3 z Hz))). assert (Two := S _ (A k u z' Hk Hu (Z3 z' Hz'))).
            assert (An : forall z2, answer (the_task I) [0; k; u; z2] = entry q2 z2 (entry q1 u k)).
            { intros z2. cbn -[N.modulo entry]. rewrite N.mod_0_l by lia. reflexivity. }
            rewrite An in One, Two. rewrite <- One, <- Two. f_equal.
            set (thought := fun v z2 => View v [[says P 1 0%nat 4%nat (View 0 []) (View v []); says P 1 1%nat 4%nat (View k []) (View v []);
              says P 1 2%nat 4%nat (View u []) (View v []); says P 1 3%nat 4%nat (View z2 []) (View v [])]]).
            change (thought (think 1%nat (heard k u z)) z = thought (think 1%nat (heard k u z')) z').
            assert (Hu' : forall z2, heard k u z2 = heard k z1 z2) by (intros z2; unfold heard; unfold a1 in Eu; now rewrite Eu).
            rewrite !Hu'. change (thought (y z) z = thought (y z') z'). unfold thought. rewrite <- Y in *. now rewrite E4. }
          cbn [map]. unfold i, i'. now rewrite (Same z1 B1 eq_refl), (Same z1' B1' (eq_sym E)).
        - apply atmost_lists. intros z _. repeat constructor; apply Low; cbn; auto; lia. }
      specialize (Few zs (incl_refl _) Z1). rewrite Z2 in Few. cbn [product length] in Few. change (N.of_nat 2) with 2 in Few. rewrite N.pow_2_r in Few. nia.
    - apply atmost_below. intros z1 _. apply Low; cbn; auto. }
  specialize (G (range (q1 ^ m)) (incl_refl _)). rewrite map_id in G. specialize (G (range_NoDup _)). unfold range in G. rewrite map_length, seq_length in G. lia.
Qed.

(** ** Named cells *)

Theorem thoughts_separation_2_2 : ~ realizable (one_step 2 2 1 1) /\ ~ realizable_with (Chain 1 (Some 0)) (one_step 2 2 1 1) /\
  realizable_with (Chain 1 (Some 1)) (one_step 2 2 1 1).
Proof.
  split; [|split].
  - rewrite one_step_one_epoch by lia. vm_compute. intros [_ H]. now apply H.
  - apply empty_thought_fails; vm_compute; reflexivity.
  - apply one_thought_suffices; vm_compute; try discriminate. reflexivity.
Qed.

Theorem one_thought_fails_2_1_2_3 b : ~ realizable_with (Chain 1 b) (Instance (Task 2 [1] [2; 3]) 1 1 [] (lists [])).
Proof. apply one_thought_fails_on_two_steps; vm_compute; reflexivity. Qed.

(** ** The checker: it reads no evidence but the sizes *)

Definition unrestricted_lists (r : restriction) : bool :=
  match r with lists ls => forallb (fun l => match l with None => true | Some _ => false end) ls | tuples _ => false end.
Definition check_thoughts (k : nat) (bits : option N) (I : instance) : bool :=
  (k =? 1)%nat && (epochs I =? 1)%nat && match overrides I with [] => true | _ => false end && unrestricted_lists (restricted I) &&
  let C := 2 ^ bits_per_token I in
  match the_task I with
  | Task m [] [q] => match bits with Some 0 => (0 <? q) && (C <? q ^ m) | _ => false end
  | Task m [n] [q1; q2] => (0 <? n) && (0 <? q1) && (C <? q1 ^ m) && (C <? q2)
  | _ => false
  end.

Lemma unrestricted_with M I : overrides I = [] -> unrestricted_lists (restricted I) = true ->
  realizable_with M I -> realizable_with M (Instance (the_task I) (epochs I) (bits_per_token I) [] (lists [])).
Proof.
  intros O U (P & think & F & T & S). exists P, think. split; [|split; [exact T|]].
  - intros t j i X Y Ht Hi Hj. assert (R := F t j i X Y Ht Hi Hj). unfold room in *. rewrite O in R. exact R.
  - intros x (L & B & _). apply S. split; [exact L|]. split; [exact B|]. unfold unrestricted_lists in U. destruct (restricted I) as [ls|]; [|discriminate].
    rewrite forallb_forall in U. intros p l Hl. specialize (U _ (nth_error_In _ _ Hl)). discriminate.
Qed.

Theorem check_thoughts_sound k bits I : check_thoughts k bits I = true -> ~ realizable_with (Chain k bits) I.
Proof.
  unfold check_thoughts. rewrite !andb_true_iff, !Nat.eqb_eq. intros [[[[-> E] O] U] H] R.
  apply unrestricted_with in R; auto; [|destruct (overrides I); [reflexivity|discriminate]]. rewrite E in R.
  destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]]; try discriminate.
  - destruct bits as [[|]|]; try discriminate. rewrite andb_true_iff, !N.ltb_lt in H. revert R. now apply empty_thought_fails.
  - rewrite !andb_true_iff, !N.ltb_lt in H. revert R. now apply one_thought_fails_on_two_steps.
Qed.
