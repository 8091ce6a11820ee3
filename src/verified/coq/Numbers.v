(** Numbers for variables of any kind, found in a map and checked against their names. *)
From Coq Require Import List NArith Arith Uint63 PArray Bool ZArith Lia.
From Arcsat Require Import Store Lrat Pieces Grouping.
Import ListNotations.
Open Scope array_scope.
Open Scope uint63_scope.

Definition int_of_nat (k : nat) : int := of_Z (Z.of_nat k).
Section Numbers.
  Variables (var : Type) (var_eqb : var -> var -> bool) (key : var -> int).
  Hypothesis var_eqb_eq : forall a b, var_eqb a b = true -> a = b.
  Let literal := (var * bool)%type.
  Variables (names : array var) (number : Map.t int).
  Definition number_literal (l : literal) : option int :=
    let (v, positive) := l in
    match Map.find (key v) number with
    | Some k =>
      let l := (k << 1) lor (if positive then 0 else 1) in
      if var_eqb names.[l >> 1] v && Bool.eqb (bit l 0) (negb positive) then Some l else None
    | None => None
    end.
  Fixpoint number_clause (c : list literal) (done : clause) : option clause :=
    match c with
    | [] => Some (rev' done)
    | l :: c => match number_literal l with Some k => number_clause c (k :: done) | None => None end
    end.
  Fixpoint load_piece (cs : list (list literal)) (id : int) (db : store (option clause)) : option (int * store (option clause)) :=
    match cs with
    | [] => Some (id, db)
    | c :: cs => match number_clause c [] with Some c => load_piece cs (id + 1) (write db id (Some c)) | None => None end
    end.
  Fixpoint load (ps : pieces (list literal)) (id : int) (db : store (option clause)) : option (store (option clause)) :=
    match ps with
    | [] => Some db
    | piece :: ps => match load_piece (piece tt) id db with Some (id, db) => load ps id db | None => None end
    end.

  Variable meaning : var -> bool.
  Definition assigned (l : int) : bool := xorb (meaning names.[l >> 1]) (bit l 0).

  Lemma assigned_proper : proper assigned.
  Proof.
    intros l. unfold assigned, neg.
    assert (H : (l lxor 1) >> 1 = l >> 1).
    { apply bit_ext. intros k. rewrite !bit_lsr, lxor_spec, bit_1.
      destruct (k <=? 1 + k) eqn:L; auto.
      destruct (1 + k =? 0) eqn:Q; [|now rewrite xorb_false_r]. exfalso.
      apply Uint63.eqb_spec in Q. rewrite Q in L. apply Uint63.leb_spec in L. change (to_Z 0) with 0%Z in L.
      assert (K : to_Z k = 0%Z) by (pose proof (to_Z_bounded k); lia).
      assert (K' : k = 0) by (apply to_Z_inj; exact K). subst k. apply (f_equal to_Z) in Q. vm_compute in Q. discriminate Q. }
    rewrite H, lxor_spec, bit_1. simpl. destruct (meaning _), (bit l 0); reflexivity.
  Qed.

  Lemma number_literal_right l k : number_literal l = Some k -> Bool.eqb (meaning (fst l)) (snd l) = assigned k.
  Proof.
    destruct l as [v s]. simpl. destruct (Map.find (key v) number) as [i|]; [|discriminate].
    destruct (_ && _)%bool eqn:H; [|discriminate]. apply andb_true_iff in H as [H K].
    apply var_eqb_eq in H. apply eqb_prop in K. intros E. injection E as <-.
    unfold assigned. rewrite H, K. destruct (meaning v), s; reflexivity.
  Qed.

  Definition met (c : list literal) := exists l, In l c /\ Bool.eqb (meaning (fst l)) (snd l) = true.

  Lemma number_clause_right c : forall done d, number_clause c done = Some d -> met c \/ holds assigned done -> holds assigned d.
  Proof.
    induction c as [|l c IH]; simpl; intros done d E H.
    - injection E as <-. destruct H as [(l & [] & _)|(l & Hl & T)]. exists l. unfold rev'. rewrite <- rev_alt, <- in_rev. auto.
    - destruct (number_literal l) as [k|] eqn:Q; [|discriminate]. apply (IH _ _ E).
      destruct H as [(l' & [<-|Hl] & T)|(l' & Hl & T)].
      + right. exists k. split; simpl; auto. rewrite <- (number_literal_right _ _ Q). exact T.
      + left. exists l'. auto.
      + right. exists l'. simpl; auto.
  Qed.

  Lemma load_piece_right cs : Forall met cs -> forall id db id' db', load_piece cs id db = Some (id', db') ->
    all_hold assigned db -> all_hold assigned db'.
  Proof.
    induction 1 as [|c cs Hc _ IH]; simpl; intros id db id' db' E D; [now injection E as _ <-|].
    destruct (number_clause c []) as [d|] eqn:Q; [|discriminate]. apply (IH _ _ _ _ E).
    intros i e F. destruct (read_write _ db id i (@Some clause d)) as [K|K]; rewrite K in F; [|eapply D; eauto].
    injection F as <-. apply (number_clause_right _ _ _ Q). auto.
  Qed.
  Lemma load_right ps : all_pieces met ps -> forall id db db', load ps id db = Some db' ->
    all_hold assigned db -> all_hold assigned db'.
  Proof.
    induction 1 as [|piece ps Hp _ IH]; simpl; intros id db db' E D; [now injection E as <-|].
    destruct (load_piece (piece tt) id db) as [[id1 db1]|] eqn:Q; [|discriminate].
    apply (IH _ _ _ E). eapply load_piece_right; eauto.
  Qed.
End Numbers.

Definition build_names {var} (key : var -> int) (vs : list var) (d : var) : array var * Map.t int :=
  let '(_, a, m) := fold_left (fun '(k, a, m) v => (k + 1, a.[k <- v], Map.add (key v) k m)) vs
                      (1, make (int_of_nat (List.length vs) + 1) d, Map.empty int) in (a, m).
