(** A refutation is a stream of proof steps, of which nothing is assumed. *)
From Coq Require Import List Uint63 Bool ZArith Lia.
From Arcsat Require Import Lrat.
Import ListNotations.
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
