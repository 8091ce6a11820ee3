(** A long list as pieces, each made when it is needed and then forgotten. *)
From Coq Require Import List.
Import ListNotations.

Definition pieces (B : Type) := list (unit -> list B).
Definition all_pieces {B} (P : B -> Prop) (ps : pieces B) : Prop := Forall (fun piece => Forall P (piece tt)) ps.

(** [flat_map f l ++ rest], a piece an element; it needs no stack however long [l] is. *)
Definition piecewise {A B} (f : A -> list B) (l : list A) (rest : pieces B) : pieces B :=
  fold_left (fun rest a => (fun _ => f a) :: rest) (rev' l) rest.

Lemma piecewise_all {A B} (P : B -> Prop) (f : A -> list B) l rest :
  (forall a, In a l -> Forall P (f a)) -> all_pieces P rest -> all_pieces P (piecewise f l rest).
Proof.
  unfold piecewise, rev'. rewrite <- rev_alt. intros H. assert (K : forall a, In a (rev l) -> Forall P (f a)) by (intros a Ha; now apply H, in_rev).
  revert rest K. clear H. induction (rev l) as [|a l' IH]; cbn [fold_left]; intros rest K R; auto.
  apply IH; [intros b Hb; apply K; now right|]. constructor; auto. apply K. now left.
Qed.

(** A few lists of pieces, one after the other *)
Lemma fold_right_pieces {A B} (P : B -> Prop) (F : A -> pieces B -> pieces B) l rest :
  (forall a rest, In a l -> all_pieces P rest -> all_pieces P (F a rest)) -> all_pieces P rest -> all_pieces P (fold_right F rest l).
Proof. intros H R. induction l as [|a l IH]; cbn [fold_right]; auto. apply H; [now left|]. apply IH. intros b r Hb. apply H. now right. Qed.
