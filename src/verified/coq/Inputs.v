(** The inputs that an instance allows, in the order in which encoders number them.

    The enumeration is not proved complete: fewer inputs make an instance easier, so what is refuted on these is refuted
    on all. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Store.
Import ListNotations.
Open Scope array_scope.

Fixpoint within (x : input) (bounds : list N) : bool :=
  match x, bounds with
  | a :: x, b :: bounds => (a <? b)%N && within x bounds
  | [], [] => true
  | _, _ => false
  end.
Fixpoint listed (x : input) (ls : list (option (list N))) : bool :=
  match x, ls with
  | a :: x, l :: ls => match l with None => true | Some l => existsb (N.eqb a) l end && listed x ls
  | _, [] => true
  | [], _ => false
  end.
Definition bounds (T : task) : list N := map (domain T) (seq 0 (S (last T))).

Fixpoint below (k : nat) (from : N) : list N := match k with O => [] | S k => from :: below k (from + 1)%N end.
Fixpoint product (bounds : list N) (ls : list (option (list N))) : list input :=
  match bounds with
  | [] => [[]]
  | b :: bounds =>
    let own := match ls with Some l :: _ => l | _ => below (N.to_nat b) 0 end in
    flat_map (fun x => map (fun a => a :: x) own) (product bounds (tl ls))
  end.
Definition inputs (I : instance) : list input :=
  let bs := bounds (the_task I) in
  match restricted I with
  | lists ls => filter (fun x => within x bs && listed x ls) (product bs ls)
  | tuples xs => filter (fun x => within x bs) xs
  end.

Lemma within_spec x bs : within x bs = true -> length x = length bs /\
  forall p b, nth_error bs p = Some b -> (held x p < b)%N.
Proof.
  revert bs; induction x as [|a x IH]; intros [|b bs]; simpl; try discriminate.
  - split; auto. intros [|p]; discriminate.
  - intros H. apply andb_true_iff in H as [H K]. apply IH in K as [L K]. split; [congruence|].
    apply N.ltb_lt in H. intros [|p] c E; simpl in E.
    + injection E as <-. exact H.
    + apply K; auto.
Qed.
Lemma listed_spec x ls : listed x ls = true -> forall p l, nth_error ls p = Some (Some l) -> In (held x p) l.
Proof.
  revert ls; induction x as [|a x IH]; intros [|o ls]; simpl; intros H p l E;
    try (destruct p; discriminate); try discriminate.
  apply andb_true_iff in H as [H K]. destruct p; simpl in E.
  - injection E as ->. apply existsb_exists in H as (b & Hb & Q). apply N.eqb_eq in Q. subst. exact Hb.
  - apply (IH _ K _ _ E).
Qed.
Lemma bounds_spec T p : (p <= last T)%nat -> nth_error (bounds T) p = Some (domain T p).
Proof.
  intros H. unfold bounds. apply map_nth_error.
  rewrite nth_error_nth' with (d := 0%nat); rewrite ?seq_length; [|lia]. rewrite seq_nth; auto; lia.
Qed.
Lemma within_allowed T x : within x (bounds T) = true ->
  length x = S (last T) /\ forall p, (p <= last T)%nat -> (held x p < domain T p)%N.
Proof.
  intros H. apply within_spec in H as [H K]. unfold bounds in H at 1. rewrite map_length, seq_length in H.
  split; auto. intros p Hp. apply K. now apply bounds_spec.
Qed.
Lemma inputs_allowed I x : In x (inputs I) -> allowed I x.
Proof.
  unfold inputs, allowed. destruct (restricted I) as [ls|xs]; intros H; apply filter_In in H as [H K].
  - apply andb_true_iff in K as [K L]. apply within_allowed in K as [K1 K2]. repeat split; auto.
    now apply listed_spec.
  - apply within_allowed in K as [K1 K2]. auto.
Qed.

(** ** By number, with the answer *)

Record known := Known { k_input : input; k_answer : N }.
Definition known_array (T : task) (x0 : input) (xs : list input) : array known :=
  snd (fold_left (fun (s : int * array known) x => let (k, a) := s in ((k + 1)%uint63, a.[k <- Known x (answer T x)]))
         xs (0%uint63, make (of_Z (Z.of_nat (length xs))) (Known x0 (answer T x0)))).

Definition good (I : instance) (k : known) : Prop := allowed I (k_input k) /\ k_answer k = answer (the_task I) (k_input k).

Lemma set_known (a : array known) i j x : a.[i <- x].[j] = x \/ a.[i <- x].[j] = a.[j].
Proof. destruct (get_set _ a i j x) as [[_ K]|K]; [left|right]; exact K. Qed.
Lemma known_array_good I x0 xs : allowed I x0 -> (forall x, In x xs -> allowed I x) ->
  forall k, good I (known_array (the_task I) x0 xs).[k].
Proof.
  intros H0 H. unfold known_array.
  set (s0 := (0%uint63, _)). assert (G : forall k, good I (snd s0).[k]).
  { intros k. unfold s0. simpl. rewrite get_make. split; auto. }
  clearbody s0. revert s0 G. induction xs as [|x xs IH]; simpl; auto. intros [i a] G. apply IH.
  - intros; apply H; simpl; auto.
  - simpl in *. intros k. destruct (set_known a i k (Known x (answer (the_task I) x))) as [->| ->]; auto.
    split; simpl; auto.
Qed.

Definition known_in (xs : list input) (T : task) (k : known) : Prop := In (k_input k) xs /\ k_answer k = answer T (k_input k).
Lemma known_array_in T x0 xs ys : In x0 ys -> (forall x, In x xs -> In x ys) -> forall k, known_in ys T (known_array T x0 xs).[k].
Proof.
  intros H0 H. unfold known_array. set (s0 := (0%uint63, _)).
  assert (G : forall k, known_in ys T (snd s0).[k]). { intros k. unfold s0. simpl. rewrite get_make. split; auto. }
  clearbody s0. revert s0 G. induction xs as [|x xs IH]; simpl; auto. intros [i a] G. apply IH.
  - intros; apply H; simpl; auto.
  - simpl in *. intros k. destruct (set_known a i k (Known x (answer T x))) as [->| ->]; auto. split; simpl; auto.
Qed.

