(** Sets of k members of a list, and how many there are. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost.
Import ListNotations.

(** Each list is a part of l, in the order of l. *)
Fixpoint combinations (k : nat) (l : list N) : list (list N) :=
  match k, l with
  | O, _ => [[]]
  | S _, [] => []
  | S k', a :: l => map (cons a) (combinations k' l) ++ combinations k l
  end.

Lemma combinations_0 l : combinations 0 l = [[]].
Proof. destruct l; reflexivity. Qed.

Lemma combinations_in l : forall k Q, In Q (combinations k l) -> length Q = k /\ incl Q l /\ (NoDup l -> NoDup Q).
Proof.
  induction l as [|a l IH]; intros [|k] Q H; simpl in H.
  - destruct H as [<-|[]]. repeat split; [intros x []|constructor].
  - destruct H.
  - destruct H as [<-|[]]. repeat split; [intros x []|constructor].
  - apply in_app_or in H as [H|H].
    + apply in_map_iff in H as (P & <- & H). apply IH in H as (L & I & D). split; [simpl; congruence|]. split.
      * intros x [<-|Hx]; [now left|right; now apply I].
      * intros N. inversion N; subst. constructor; auto.
    + apply IH in H as (L & I & D). split; [exact L|]. split; [intros x Hx; right; now apply I|]. intros N. inversion N; auto.
Qed.

(** Different combinations have different members. *)
Lemma combinations_members l : NoDup l -> forall k Q P, In Q (combinations k l) -> In P (combinations k l) -> incl Q P -> Q = P.
Proof.
  induction l as [|a l IH]; intros N [|k] Q P HQ HP S; simpl in HQ, HP; try tauto;
    try (destruct HQ as [<-|[]]; destruct HP as [<-|[]]; reflexivity).
  inversion N as [|? ? Na N']; subst.
  assert (No : forall j R, In R (combinations j l) -> ~ In a R).
  { intros j R HR F. apply combinations_in in HR as (_ & I & _). apply Na. now apply I. }
  apply in_app_or in HQ as [HQ|HQ]; apply in_app_or in HP as [HP|HP].
  - apply in_map_iff in HQ as (Q' & <- & HQ). apply in_map_iff in HP as (P' & <- & HP). f_equal. apply (IH N' k); auto.
    intros x Hx. destruct (S x (or_intror Hx)) as [<-|]; auto. destruct (No _ _ HQ Hx).
  - exfalso. apply in_map_iff in HQ as (Q' & <- & HQ). apply (No _ _ HP). apply S. now left.
  - exfalso. apply in_map_iff in HP as (P' & <- & HP). destruct (combinations_in _ _ _ HQ) as (LQ & IQ & DQ).
    destruct (combinations_in _ _ _ HP) as (LP & _ & _). assert (incl Q P').
    { intros x Hx. destruct (S x Hx) as [<-|]; auto. destruct (No _ _ HQ Hx). }
    assert (length Q <= length P') by (apply NoDup_incl_length; auto). lia.
  - now apply (IH N' (Datatypes.S k)).
Qed.

Lemma combinations_NoDup l : NoDup l -> forall k, NoDup (combinations k l).
Proof.
  induction l as [|a l IH]; intros D [|k]; simpl; try (constructor; [intros []|constructor]); [constructor|].
  inversion D as [|? ? Na D']; subst.
  assert (App : forall A B : list (list N), NoDup A -> NoDup B -> (forall v, In v A -> ~ In v B) -> NoDup (A ++ B)).
  { clear. induction A as [|v A IH]; intros B DA DB H; simpl; auto. inversion DA; subst. constructor.
    - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
    - apply IH; auto. intros u Hu. apply H. now right. }
  apply App; auto.
  - apply NoDup_map_in; auto. intros x y _ _ E. now injection E.
  - intros v Hv F. apply in_map_iff in Hv as (w & <- & _). apply combinations_in in F as (_ & I & _). apply Na, I. now left.
Qed.

(** Pascal's triangle, a row up to the place [most] at a time *)
Fixpoint sums_of_two (a : N) (l : list N) : list N := match l with [] => [] | b :: l => (a + b)%N :: sums_of_two b l end.
Fixpoint binomials (most n : nat) : list N :=
  match n with O => 1%N :: repeat 0%N most | S n => sums_of_two 0 (binomials most n) end.
Definition choose (n k : nat) : N := nth k (binomials k n) 0%N.

Lemma nth_sums l : forall a k, k < length l -> nth k (sums_of_two a l) 0%N = (nth k (a :: l) 0 + nth k l 0)%N.
Proof. induction l as [|b l IH]; intros a k H; simpl in H; [lia|]. destruct k as [|k]; [reflexivity|]. cbn [sums_of_two nth]. rewrite IH by lia. reflexivity. Qed.
Lemma length_sums l : forall a, length (sums_of_two a l) = length l.
Proof. induction l; intros; simpl; auto. Qed.
Lemma length_binomials most n : length (binomials most n) = S most.
Proof. induction n; simpl; [now rewrite repeat_length|]. now rewrite length_sums. Qed.

Lemma binomials_count most : forall l k, k <= most -> nth k (binomials most (length l)) 0%N = N.of_nat (length (combinations k l)).
Proof.
  induction l as [|a l IH]; intros k Hk.
  - destruct k as [|k]; [reflexivity|]. cbn [length binomials combinations nth]. now rewrite nth_repeat.
  - cbn [length binomials]. rewrite nth_sums by (rewrite length_binomials; lia). destruct k as [|k].
    + cbn [nth]. rewrite IH by lia. now rewrite combinations_0.
    + cbn [nth combinations]. rewrite app_length, map_length, !IH by lia. lia.
Qed.
Lemma choose_count k l : choose (length l) k = N.of_nat (length (combinations k l)).
Proof. now apply binomials_count. Qed.

(** Those that hold a member *)
Definition holds (a : N) (Q : list N) : bool := existsb (N.eqb a) Q.
Lemma holds_in a Q : holds a Q = true <-> In a Q.
Proof.
  unfold holds. rewrite existsb_exists. split; [intros (b & H & E); apply N.eqb_eq in E; now subst|].
  intros H. exists a. split; auto. apply N.eqb_refl.
Qed.
Lemma filter_length_map {A B} (f : B -> bool) (g : A -> B) l : length (filter f (map g l)) = length (filter (fun x => f (g x)) l).
Proof. induction l as [|x l IH]; simpl; auto. destruct (f (g x)); simpl; auto. Qed.
Lemma filter_all {A} (f : A -> bool) l : (forall x, In x l -> f x = true) -> filter f l = l.
Proof. induction l as [|x l IH]; intros H; simpl; auto. rewrite (H x) by now left. f_equal. apply IH. intros; apply H. now right. Qed.
Lemma filter_none {A} (f : A -> bool) l : (forall x, In x l -> f x = false) -> filter f l = [].
Proof. induction l as [|x l IH]; intros H; simpl; auto. rewrite (H x) by now left. apply IH. intros; apply H. now right. Qed.

Lemma combinations_holding a : forall l k, NoDup l -> In a l ->
  length (filter (holds a) (combinations (S k) l)) = length (combinations k (filter (fun b => negb (a =? b)%N) l)).
Proof.
  induction l as [|b l IH]; intros k N H; [destruct H|]. inversion N as [|? ? Nb N']; subst.
  cbn [combinations filter]. rewrite filter_app, app_length, filter_length_map. destruct (N.eqb_spec a b) as [->|Ne].
  - rewrite filter_all by (intros; unfold holds; simpl; now rewrite N.eqb_refl). rewrite filter_none; [simpl; rewrite Nat.add_0_r|].
    + rewrite filter_all; auto. intros x Hx. apply negb_true_iff, N.eqb_neq. congruence.
    + intros Q HQ. apply combinations_in in HQ as (_ & I & _). apply not_true_is_false. rewrite holds_in. intros F. apply Nb. now apply I.
  - destruct H as [->|H]; [congruence|].
    assert (E : length (filter (fun Q => holds a (b :: Q)) (combinations k l)) = length (filter (holds a) (combinations k l))).
    { f_equal. apply filter_ext. intros Q. unfold holds. simpl. apply N.eqb_neq in Ne. now rewrite Ne. }
    rewrite E, (IH k) by auto. cbn [negb]. destruct k as [|k].
    + rewrite combinations_0. simpl. now rewrite combinations_0.
    + rewrite (IH k) by auto. cbn [combinations]. rewrite app_length, map_length. reflexivity.
Qed.
