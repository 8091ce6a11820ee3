(** A refutation is a stream of proof steps, of which nothing is assumed. *)
From Coq Require Import List Uint63 PArray Bool ZArith Lia.
From Arcsat Require Import Lrat.
Import ListNotations.
Open Scope array_scope.
Open Scope uint63_scope.

CoInductive stream := Next (p : step) (rest : stream) | End.

Inductive progress := More (s : state) (rest : stream) | Done (refuted : bool).
Fixpoint drive (depth : nat) (s : state) (ps : stream) : progress :=
  match depth with
  | O =>
    match ps with
    | End => Done false
    | Next p rest => match advance s p with Going s => More s rest | Refuted => Done true | Failed => Done false end
    end
  | S depth => match drive depth s ps with More s rest => drive depth s rest | done => done end
  end.

Lemma drive_sound a : proper a -> forall depth s ps, sound a s ->
  match drive depth s ps with More s _ => sound a s | Done r => r = false end.
Proof.
  intros P. induction depth as [|depth IH]; simpl; intros s ps S.
  - destruct ps as [p rest|]; auto. pose proof (advance_sound a P s p S) as K. destruct (advance s p); auto; tauto.
  - specialize (IH s ps S) as K. destruct (drive depth s ps) as [s' rest|r]; auto. exact (IH s' rest K).
Qed.

(** A formula that is given *)
Fixpoint load_plain (cs : list clause) (id : int) (db : array (option clause)) : array (option clause) :=
  match cs with [] => db | c :: cs => load_plain cs (id + 1) db.[id <- Some c] end.
Definition refute (cs : list clause) (capacity lits : int) (proof : stream) : bool :=
  match drive 48 (State (load_plain cs 1 (make capacity None)) (make lits 0) 0) proof with Done r => r | More _ _ => false end.
Theorem refute_sound cs capacity lits proof : refute cs capacity lits proof = true ->
  ~ exists a, proper a /\ Forall (holds a) cs.
Proof.
  unfold refute. intros V (a & Pa & H).
  assert (D : forall cs, Forall (holds a) cs -> forall id db, all_hold a db -> all_hold a (load_plain cs id db)).
  { clear. induction 1 as [|c cs Hc _ IH]; simpl; intros id db D; auto. apply IH.
    intros i e F. destruct (set_clause db id i (@Some clause c)) as [K|K]; rewrite K in F; [|eapply D; eauto]. congruence. }
  pose proof (drive_sound a Pa 48 (State (load_plain cs 1 (make capacity None)) (make lits 0) 0) proof) as S.
  assert (Q : sound a (State (load_plain cs 1 (make capacity None)) (make lits 0) 0)).
  { split; simpl; [apply D; auto; intros i c K; rewrite get_make in K; discriminate|]. intros l. rewrite get_make. simpl. lia. }
  specialize (S Q). destruct (drive _ _ _); congruence.
Qed.
