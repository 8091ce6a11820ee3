(** The encoding "pairs": equal views, equal messages, said for pairs of inputs. Its clauses hold of every solution.

    Inputs are numbered by machine integers; [X k] is input number k. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace.
Import ListNotations.

Inductive var :=
  | Value (t : nat) (j i : player) (x : int) (bit : N)          (* bit of Π^t_{j→i} on x *)
  | Differ (t : nat) (j i : player) (x y : int) (bit : N)       (* it is not the same on x and y *)
  | Apart (p : player) (t : nat) (x y : int).                   (* p can tell x from y after epoch t *)
Definition literal := (var * bool)%type.

Lemma forall_flat_map A B (P : B -> Prop) (f : A -> list B) l :
  (forall a, In a l -> Forall P (f a)) -> Forall P (flat_map f l).
Proof.
  intros H. apply Forall_forall. intros b Hb. apply in_flat_map in Hb as (a & Ha & Hb).
  specialize (H a Ha). rewrite Forall_forall in H. auto.
Qed.

Section Encoding.
  Variables (I : instance) (X : int -> input).
  Let lst := last (the_task I).
  Let E := epochs I.
  Variable ans : int -> N.
  Hypothesis ans_right : forall k, ans k = answer (the_task I) (X k).

  (** ** Clauses *)

  Definition hears (p : player) (t : nat) : bool :=
    existsb (fun s => existsb (fun k => negb (width I s k p =? 0)%N) (senders lst p)) (seq 1 t).
  Definition matters (t : nat) (j i : player) : bool :=
    negb (width I t j i =? 0)%N && ((t <? E)%nat || (i =? 0)%nat).
  Definition by_pair (t : nat) (j i : player) : bool := negb (hears j (t - 1)) && negb (hears i (t - 1)).
  Definition bits (t : nat) (j i : player) : list N := map N.of_nat (seq 0 (N.to_nat (width I t j i))).

  Fixpoint agree (p : nat) (x y : input) : bool :=             (* from slot p on *)
    match x, y with
    | a :: x, b :: y => match p with O => (a =? b)%N && agree 0 x y | S p => agree p x y end
    | [], [] => true
    | _, _ => false
    end.

  (** Which input stands for x: at a player's level, and for a message that depends on two inputs alone.
      Whatever the tables propose is checked. *)
  Variable level_table : player -> int -> int.
  Variable pair_table : player -> player -> int -> int.
  Definition level (p : player) (x : int) : int :=
    let r := level_table p x in if agree p (X x) (X r) then r else x.
  Definition row (t : nat) (j i : player) (x : int) : int :=
    if by_pair t j i then
      let r := pair_table j i x in
      if ((held (X x) j =? held (X r) j) && (held (X x) i =? held (X r) i))%N%bool then r else x
    else x.

  Definition differ (t : nat) (j i : player) (x y : int) (b : N) : literal :=
    if Uint63.ltb x y then (Differ t j i x y b, true) else (Differ t j i y x b, true).
  Definition apart (p : player) (t : nat) (x y : int) : list literal :=
    if (p =? lst)%nat || Uint63.eqb x y || negb (hears p t) then []
    else [if Uint63.ltb x y then (Apart p t x y, true) else (Apart p t y x, true)].
  Definition differences (p : player) (t : nat) (x y : int) : list literal :=
    flat_map (fun k =>
      if matters t k p then
        let r := row t k p x in let s := row t k p y in
        if Uint63.eqb r s then [] else map (differ t k p r s) (bits t k p)
      else []) (senders lst p).

  Definition differ_clauses (t : nat) (j i : player) (xy : int * int) : list (list literal) :=
    let (x, y) := xy in
    flat_map (fun b => [[(Differ t j i x y b, false); (Value t j i x b, true); (Value t j i y b, true)];
                        [(Differ t j i x y b, false); (Value t j i x b, false); (Value t j i y b, false)]]) (bits t j i).
  Definition apart_clauses (p : player) (t : nat) (xy : int * int) : list (list literal) :=
    let (x, y) := xy in
    if (held (X x) p =? held (X y) p)%N
    then [(Apart p t x y, false) :: apart p (t - 1) x y ++ differences p t x y]
    else [].
  Definition message_clauses (t : nat) (j i : player) (xy : int * int) : list (list literal) :=
    let (x, y) := xy in
    if ((held (X x) i =? held (X y) i) && (held (X x) j =? held (X y) j))%N%bool
    then let views := apart i (t - 1) x y ++ apart j (t - 1) (level j x) (level j y) in
         flat_map (fun b => [views ++ [(Value t j i x b, false); (Value t j i y b, true)];
                             views ++ [(Value t j i x b, true); (Value t j i y b, false)]]) (bits t j i)
    else [].
  Definition output_clauses (xy : int * int) : list (list literal) :=
    let (x, y) := xy in
    if ((held (X x) 0%nat =? held (X y) 0%nat) && negb (ans x =? ans y))%N%bool
    then [apart 0 (E - 1) x y ++ differences 0 E x y]
    else [].

  (** ** Every clause holds of every solution. *)

  Variable tr : trace.
  Variable A : input -> Prop.
  Hypothesis sol : solution I A tr.
  Hypothesis all_allowed : forall k, A (X k).

  Fixpoint sameb (t : nat) (p : player) (x y : input) : bool :=
    match t with
    | O => (held x p =? held y p)%N
    | S s => sameb s p x y && forallb (fun j => tr t j p x =? tr t j p y)%N (senders lst p)
    end.
  Lemma sameb_same t p x y : sameb t p x y = true <-> same lst tr t p x y.
  Proof.
    revert p; induction t; intros p; simpl; [apply N.eqb_eq|].
    rewrite andb_true_iff, IHt, forallb_forall. split; intros [H K]; split; auto; intros j Hj.
    - apply N.eqb_eq, K, in_senders; auto.
    - apply N.eqb_eq, K, in_senders; auto.
  Qed.

  Definition meaning (v : var) : bool :=
    match v with
    | Value t j i x b => N.testbit (tr t j i (X x)) b
    | Differ t j i x y b => xorb (N.testbit (tr t j i (X x)) b) (N.testbit (tr t j i (X y)) b)
    | Apart p t x y => negb (sameb t p (X x) (X y))
    end.
  Definition is_true (l : literal) : bool := Bool.eqb (meaning (fst l)) (snd l).
  Definition satisfied (c : list literal) : Prop := exists l, In l c /\ is_true l = true.

  Lemma satisfied_app c d : satisfied c \/ satisfied d -> satisfied (c ++ d).
  Proof. intros [(l & H & T)|(l & H & T)]; exists l; split; auto; apply in_or_app; auto. Qed.

  Lemma zero_width t j i x : (1 <= t <= E)%nat -> (i < j <= lst)%nat -> width I t j i = 0%N -> tr t j i x = 0%N.
  Proof. intros Ht Hj W. pose proof (sol_fits _ _ _ sol t j i x Ht Hj) as F. rewrite W in F. change (2 ^ 0)%N with 1%N in F. lia. Qed.

  Lemma unheard p t x y : (t <= E)%nat -> hears p t = false -> held x p = held y p -> same lst tr t p x y.
  Proof.
    unfold hears. intros Ht H Hh.
    assert (Z : forall s k, (1 <= s <= t)%nat -> (p < k <= lst)%nat -> width I s k p = 0%N).
    { intros s k Hs Hk. destruct (N.eq_dec (width I s k p) 0) as [|N]; auto. exfalso.
      assert (K : existsb (fun s => existsb (fun k => negb (width I s k p =? 0)%N) (senders lst p)) (seq 1 t) = true).
      { apply existsb_exists. exists s. split; [apply in_seq; lia|]. apply existsb_exists. exists k.
        split; [now apply in_senders|]. apply N.eqb_neq in N. now rewrite N. }
      congruence. }
    clear H. revert Ht Z. induction t; simpl; intros Ht Z; auto. split; [apply IHt; [lia|intros; apply Z; lia]|].
    intros j Hj. rewrite !zero_width; auto; try apply Z; lia.
  Qed.

  Lemma agree_held p x y k : agree p x y = true -> (p <= k)%nat -> held x k = held y k.
  Proof.
    revert p y k; induction x as [|a x IH]; intros p [|b y] k; simpl; intros H Hk; try discriminate; auto.
    destruct p as [|p].
    - apply andb_true_iff in H as [H K]. apply N.eqb_eq in H as ->. destruct k; [reflexivity|].
      change (held x k = held y k). apply (IH 0%nat); auto; lia.
    - destruct k as [|k]; [lia|]. change (held x k = held y k). apply (IH p); auto; lia.
  Qed.

  Lemma level_same p t x : same lst tr t p (X (level p x)) (X x).
  Proof.
    unfold level. destruct (agree p (X x) (X (level_table p x))) eqn:G; [|apply same_refl].
    apply (same_local _ _ _ sol); auto. intros k Hk. symmetry. eapply agree_held; eauto.
  Qed.

  Lemma row_same t j i x : (1 <= t <= E)%nat -> (i < j <= lst)%nat -> tr t j i (X (row t j i x)) = tr t j i (X x).
  Proof.
    intros Ht Hj. unfold row. destruct (by_pair t j i) eqn:B; auto.
    destruct ((held (X x) j =? _) && _)%N%bool eqn:G; auto.
    apply andb_true_iff in G as [G1 G2]. apply N.eqb_eq in G1, G2.
    unfold by_pair in B. apply andb_true_iff in B as [B1 B2]. apply negb_true_iff in B1, B2.
    destruct t as [|s]; [lia|]. rewrite Nat.sub_succ, Nat.sub_0_r in *.
    apply (sol_function _ _ _ sol); auto; apply unheard; auto; lia.
  Qed.

  Lemma apart_sound p t x y : (t <= E)%nat -> held (X x) p = held (X y) p ->
    same lst tr t p (X x) (X y) \/ satisfied (apart p t x y).
  Proof.
    intros Ht H. unfold apart. destruct (sameb t p (X x) (X y)) eqn:S; [left; now apply sameb_same|].
    destruct (p =? lst)%nat eqn:P; simpl.
    { left. apply Nat.eqb_eq in P. subst p. clear -H. induction t; simpl; auto. split; auto. intros; lia. }
    destruct (Uint63.eqb x y) eqn:Exy; simpl.
    { left. apply Uint63.eqb_spec in Exy. subst. apply same_refl. }
    destruct (hears p t) eqn:R; simpl; [right|left; now apply unheard].
    destruct (Uint63.ltb x y).
    - exists (Apart p t x y, true). split; simpl; auto. unfold is_true. simpl. now rewrite S.
    - exists (Apart p t y x, true). split; simpl; auto. unfold is_true. simpl.
      destruct (sameb t p (X y) (X x)) eqn:S'; auto. apply sameb_same in S'. apply same_sym, sameb_same in S'. congruence.
  Qed.

  Lemma bit_difference a b w : (a < 2 ^ w)%N -> (b < 2 ^ w)%N -> a <> b ->
    exists k, (k < w)%N /\ N.testbit a k <> N.testbit b k.
  Proof.
    intros Ha Hb H.
    destruct (existsb (fun k => xorb (N.testbit a (N.of_nat k)) (N.testbit b (N.of_nat k))) (seq 0 (N.to_nat w))) eqn:K.
    - apply existsb_exists in K as (k & Hk & K). apply in_seq in Hk. exists (N.of_nat k). split; [lia|].
      intros Q. rewrite Q, xorb_nilpotent in K. discriminate.
    - exfalso. apply H, N.bits_inj. intros k. destruct (N.lt_ge_cases k w) as [L|L].
      + destruct (Bool.bool_dec (N.testbit a k) (N.testbit b k)) as [|Q]; auto. exfalso.
        assert (T : existsb (fun k => xorb (N.testbit a (N.of_nat k)) (N.testbit b (N.of_nat k))) (seq 0 (N.to_nat w)) = true).
        { apply existsb_exists. exists (N.to_nat k). split; [apply in_seq; lia|]. rewrite N2Nat.id.
          destruct (N.testbit a k), (N.testbit b k); auto; congruence. }
        congruence.
      + assert (Z : forall c, (c < 2 ^ w)%N -> N.testbit c k = false).
        { intros c Hc. destruct (N.eq_dec c 0) as [->|C]; [apply N.bits_0|].
          apply N.bits_above_log2. apply N.log2_lt_pow2; [lia|].
          eapply N.lt_le_trans; [exact Hc|]. now apply N.pow_le_mono_r. }
        now rewrite !Z.
  Qed.

  Lemma in_bits t j i b : In b (bits t j i) <-> (b < width I t j i)%N.
  Proof.
    unfold bits. rewrite in_map_iff. split.
    - intros (k & <- & H). apply in_seq in H. lia.
    - intros H. exists (N.to_nat b). rewrite N2Nat.id, in_seq. split; auto. lia.
  Qed.

  Lemma differ_true t j i x y b : xorb (N.testbit (tr t j i (X x)) b) (N.testbit (tr t j i (X y)) b) = true ->
    is_true (differ t j i x y b) = true.
  Proof.
    intros H. unfold differ. destruct (Uint63.ltb x y); unfold is_true; simpl; [now rewrite H|].
    rewrite xorb_comm, H. reflexivity.
  Qed.

  Lemma differences_sound p t x y : (1 <= t <= E)%nat -> ((t < E)%nat \/ p = 0%nat) ->
    (forall k, (p < k <= lst)%nat -> tr t k p (X x) = tr t k p (X y)) \/ satisfied (differences p t x y).
  Proof.
    intros Ht M. destruct (forallb (fun k => tr t k p (X x) =? tr t k p (X y))%N (senders lst p)) eqn:F.
    - left. intros k Hk. rewrite forallb_forall in F. apply N.eqb_eq, F, in_senders; auto.
    - right.
      assert (N : exists k, In k (senders lst p) /\ tr t k p (X x) <> tr t k p (X y)).
      { clear -F. induction (senders lst p) as [|k l IH]; simpl in F; [discriminate|].
        destruct (tr t k p (X x) =? tr t k p (X y))%N eqn:Q.
        - destruct IH as (k' & H & K); auto. exists k'; simpl; auto.
        - exists k. split; simpl; auto. now apply N.eqb_neq. }
      destruct N as (k & Hk & N). pose proof Hk as Hk'. apply in_senders in Hk'.
      assert (W : width I t k p <> 0%N) by (intros W; apply N; rewrite !zero_width; auto).
      assert (R : tr t k p (X (row t k p x)) <> tr t k p (X (row t k p y))) by (rewrite !row_same; auto).
      destruct (bit_difference _ _ (width I t k p) (sol_fits _ _ _ sol t k p _ Ht Hk')
                  (sol_fits _ _ _ sol t k p _ Ht Hk') R) as (b & Hb & Db).
      exists (differ t k p (row t k p x) (row t k p y) b). split.
      + unfold differences. apply in_flat_map. exists k. split; auto.
        assert (Mt : matters t k p = true).
        { unfold matters. apply N.eqb_neq in W. rewrite W. simpl. apply orb_true_iff.
          destruct M as [M|M]; [left; now apply Nat.ltb_lt|right; now apply Nat.eqb_eq]. }
        rewrite Mt. destruct (Uint63.eqb (row t k p x) (row t k p y)) eqn:Q.
        { apply Uint63.eqb_spec in Q. rewrite Q in R. congruence. }
        apply in_map, in_bits; auto.
      + apply differ_true. destruct (N.testbit _ b), (N.testbit _ b); simpl; auto; congruence.
  Qed.

  Lemma differ_clauses_sound t j i xy : Forall satisfied (differ_clauses t j i xy).
  Proof.
    destruct xy as [x y]. apply Forall_forall. intros c H. unfold differ_clauses in H.
    apply in_flat_map in H as (b & _ & [<-|[<-|[]]]);
      destruct (N.testbit (tr t j i (X x)) b) eqn:Bx, (N.testbit (tr t j i (X y)) b) eqn:By;
      match goal with |- satisfied [?l1; ?l2; ?l3] =>
        first [ exists l1; split; [simpl; auto|]; unfold is_true; simpl; rewrite Bx, By; reflexivity
              | exists l2; split; [simpl; auto|]; unfold is_true; simpl; rewrite Bx; reflexivity
              | exists l3; split; [simpl; auto|]; unfold is_true; simpl; rewrite By; reflexivity ] end.
  Qed.

  Lemma apart_clauses_sound p t xy : (1 <= t < E)%nat -> Forall satisfied (apart_clauses p t xy).
  Proof.
    intros Ht. destruct xy as [x y]. unfold apart_clauses.
    destruct (held (X x) p =? held (X y) p)%N eqn:H; constructor; [|constructor].
    apply N.eqb_eq in H. destruct (sameb t p (X x) (X y)) eqn:S.
    - exists (Apart p t x y, false). split; simpl; auto. unfold is_true. simpl. now rewrite S.
    - change (?a :: ?b) with ([a] ++ b). apply satisfied_app. right. apply satisfied_app.
      destruct (apart_sound p (t - 1) x y) as [K|K]; auto; [lia|].
      destruct (differences_sound p t x y) as [D|D]; auto; try lia. exfalso.
      assert (Q : same lst tr t p (X x) (X y)).
      { destruct t as [|s]; [lia|]. rewrite Nat.sub_succ, Nat.sub_0_r in K. simpl. auto. }
      apply sameb_same in Q. congruence.
  Qed.

  Lemma message_clauses_sound t j i xy : (1 <= t <= E)%nat -> (i < j <= lst)%nat -> Forall satisfied (message_clauses t j i xy).
  Proof.
    intros Ht Hj. destruct xy as [x y]. unfold message_clauses.
    destruct ((held (X x) i =? held (X y) i) && (held (X x) j =? held (X y) j))%N%bool eqn:H; [|constructor].
    apply andb_true_iff in H as [Hi Hk]. apply N.eqb_eq in Hi, Hk.
    apply Forall_forall. intros c Hc. apply in_flat_map in Hc as (b & _ & Hc).
    destruct (apart_sound i (t - 1) x y) as [Ki|Ki]; auto; [lia| |].
    2: { destruct Hc as [<-|[<-|[]]]; apply satisfied_app; left; apply satisfied_app; auto. }
    destruct (apart_sound j (t - 1) (level j x) (level j y)) as [Kj|Kj]; [lia| | |].
    - pose proof (same_held _ _ _ _ _ _ (level_same j 0 x)). pose proof (same_held _ _ _ _ _ _ (level_same j 0 y)). congruence.
    - assert (Q : tr t j i (X x) = tr t j i (X y)).
      { destruct t as [|s]; [lia|]. rewrite Nat.sub_succ, Nat.sub_0_r in *. apply (sol_function _ _ _ sol); auto.
        eapply same_trans; [apply same_sym, level_same|]. eapply same_trans; [exact Kj|apply level_same]. }
      destruct Hc as [<-|[<-|[]]]; apply satisfied_app; right; destruct (N.testbit (tr t j i (X y)) b) eqn:B;
        match goal with |- satisfied [?l1; ?l2] =>
          first [ exists l1; split; [simpl; auto|]; unfold is_true; simpl; rewrite ?Q, B; reflexivity
                | exists l2; split; [simpl; auto|]; unfold is_true; simpl; rewrite ?Q, B; reflexivity ] end.
    - destruct Hc as [<-|[<-|[]]]; apply satisfied_app; left; apply satisfied_app; auto.
  Qed.

  Lemma output_clauses_sound xy : (1 <= E)%nat -> Forall satisfied (output_clauses xy).
  Proof.
    intros HE. destruct xy as [x y]. unfold output_clauses.
    destruct ((held (X x) 0%nat =? held (X y) 0%nat) && negb (ans x =? ans y))%N%bool eqn:H; constructor; [|constructor].
    apply andb_true_iff in H as [Hh Ha]. apply N.eqb_eq in Hh. apply negb_true_iff, N.eqb_neq in Ha.
    apply satisfied_app.
    destruct (apart_sound 0 (E - 1) x y) as [K|K]; auto; [lia|].
    destruct (differences_sound 0 E x y) as [D|D]; auto; try lia. exfalso. apply Ha.
    rewrite !ans_right. apply (sol_answer _ _ _ sol); auto. fold E lst.
    destruct E as [|e] eqn:Q; [lia|]. rewrite Nat.sub_succ, Nat.sub_0_r in K. simpl. auto.
  Qed.
End Encoding.
