(** Shearer's inequality (of Atserias, Grohe and Marx): how few values lists take on sets of places bounds how many they are. *)
From Coq Require Import List NArith Arith Lia Bool Permutation.
From Arcsat Require Import AtMost Means Combinations Leaves Degrees BlockClaims.
Import ListNotations.

Lemma different_least {A} (l : list A) (f : A -> list N) n : atmost l f n -> (different f l <= n)%N.
Proof. intros H. destruct (one_of_each f l) as (r & I & D & <- & _). now apply H. Qed.
Lemma different_follows {A} (l l' : list A) (f g : A -> list N) : incl l l' -> (forall x y, In x l -> In y l -> g x = g y -> f x = f y) ->
  (different f l <= different g l')%N.
Proof.
  intros I H. apply different_least. apply (atmost_follows _ _ _ l f g); auto. apply (atmost_incl _ _ l'); auto. apply atmost_different.
Qed.

Lemma product_parts {A} (p : A -> bool) (f : A -> N) l : product (map f l) = (product (map f (filter p l)) * product (map f (filter (fun x => negb (p x)) l)))%N.
Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map product filter]. rewrite IH. destruct (p x); cbn [negb map product]; lia. Qed.

Section Shearer.
  Variables (A : Type) (f : N -> A -> N).           (* the entry of a list at a place *)
  Definition entries (us : list N) (z : A) : list N := map (fun u => f u z) us.
  Definition chosen (us : list N) (F : N -> bool) : list N := filter F us.

  (** Values at a place, and at others where it has these *)
  Lemma values_of_parts u us S : forall vs, NoDup vs ->
    (total (map (fun v => different (entries us) (filter (fun z => f u z =? v)%N S)) vs) <= different (entries (u :: us)) S)%N.
  Proof.
    intros vs D.
    assert (G : exists r, incl r S /\ NoDup (map (entries (u :: us)) r) /\ (forall z, In z r -> In (f u z) vs) /\
      N.of_nat (length r) = total (map (fun v => different (entries us) (filter (fun z => f u z =? v)%N S)) vs)).
    { induction D as [|v vs Nv D IH]; [exists []; repeat split; try (intros z []); constructor|].
      destruct IH as (r & I & Dr & V & L). destruct (one_of_each (entries us) (filter (fun z => f u z =? v)%N S)) as (r' & I' & D' & L' & _).
      assert (Hv : forall z, In z r' -> In z S /\ f u z = v) by (intros z Hz; apply I', filter_In in Hz as [Hz E]; apply N.eqb_eq in E; auto).
      exists (r' ++ r). repeat split.
      - intros z Hz. apply in_app_or in Hz as [Hz|Hz]; [now apply Hv|auto].
      - rewrite map_app.
        assert (N1 : NoDup (map (entries (u :: us)) r')).
        { clear -D'. induction r' as [|z r' IH]; cbn [map] in *; constructor; inversion D' as [|? ? N D]; subst; auto. intros F. apply N.
          apply in_map_iff in F as (z' & E & H). injection E as _ E. apply in_map_iff. eauto. }
        assert (N2 : forall z, In z r' -> ~ In (entries (u :: us) z) (map (entries (u :: us)) r)).
        { intros z Hz F. apply in_map_iff in F as (z' & E & H). injection E as E _. apply V in H. destruct (Hv z Hz) as [_ <-]. rewrite E in H. contradiction. }
        clear -N1 N2 Dr. induction r' as [|z r' IH]; cbn [map app] in *; auto. inversion N1 as [|? ? N D]; subst. constructor.
        + intros F. apply in_app_or in F as [F|F]; [auto|]. exact (N2 z ltac:(now left) F).
        + apply IH; auto. intros z' Hz'. apply N2. now right.
      - intros z Hz. apply in_app_or in Hz as [Hz|Hz]; [left; symmetry; now apply Hv|right; auto].
      - rewrite app_length. cbn [map]. change (total (?a :: ?b)) with (a + total b)%N. rewrite <- L, <- L'. lia. }
    destruct G as (r & I & Dr & _ & <-). now apply (atmost_different (entries (u :: us)) S).
  Qed.

  Lemma length_by_values u (S : list A) : N.of_nat (length S) = total (map (fun v => N.of_nat (length (filter (fun z => f u z =? v)%N S))) (nodup N.eq_dec (map (f u) S))).
  Proof.
    assert (G : forall vs, NoDup vs -> (forall z, In z S -> In (f u z) vs) -> N.of_nat (length S) = total (map (fun v => N.of_nat (length (filter (fun z => f u z =? v)%N S))) vs)).
    { intros vs D H. rewrite (both_orders (fun v z => f u z =? v)%N vs S). rewrite (total_ext _ (fun _ => if true then 1 else 0)%N).
      - rewrite (total_where (fun _ => true)), filter_all by auto. lia.
      - intros z Hz. assert (L : length (filter (fun v => f u z =? v)%N vs) = 1); [|now rewrite L]. specialize (H z Hz). clear -D H.
        induction vs as [|v vs IH]; [destruct H|]. inversion D as [|? ? N D']; subst. cbn [filter]. destruct (N.eqb_spec (f u z) v) as [E|Ne].
        + cbn [length]. rewrite filter_none; auto. intros x Hx. apply N.eqb_neq. congruence.
        + apply IH; auto. destruct H; congruence. }
    apply G; [apply NoDup_nodup|]. intros z Hz. apply nodup_In. now apply in_map.
  Qed.

  (** If each place is in at least D of the sets: |S|^D is at most the product of the numbers of values on the sets. *)
  Theorem shearer D Fs : 1 <= D -> forall us, NoDup us -> (forall u, In u us -> D <= length (filter (fun F : N -> bool => F u) Fs)) ->
    forall S, NoDup (map (entries us) S) -> (N.of_nat (length S) ^ N.of_nat D <= product (map (fun F => different (entries (chosen us F)) S) Fs))%N.
  Proof.
    intros HD. induction us as [|u us IH]; intros Du Cov S Ds.
    - destruct S as [|z S]; [cbn [length]; rewrite N.pow_0_l by lia; lia|].
      assert (S = []) as -> by (destruct S as [|z' S]; auto; exfalso; inversion Ds as [|? ? N _]; subst; apply N; now left).
      cbn [length]. rewrite N.pow_1_l. eapply N.le_trans; [|apply (product_le (fun _ => 1%N))].
      + rewrite product_constant, N.pow_1_l. lia.
      + intros F _. cbn. lia.
    - inversion Du as [|? ? Nu Du']; subst.
      set (part := fun v => filter (fun z => f u z =? v)%N S). set (vs := nodup N.eq_dec (map (f u) S)).
      set (all := fun F => different (entries (chosen (u :: us) F)) S). set (at_v := fun (F : N -> bool) v => different (entries (chosen us F)) (part v)).
      set (with_u := filter (fun F : N -> bool => F u) Fs). set (without := filter (fun F => negb (F u)) Fs).
      set (some := firstn D with_u). set (others := skipn D with_u).
      assert (Ls : length some = D) by (unfold some; rewrite firstn_length; specialize (Cov u (or_introl eq_refl)); fold with_u in Cov; lia).
      set (K := (product (map all without) * product (map all others))%N).
      assert (Mono : forall F v, (at_v F v <= all F)%N).
      { intros F v. apply different_follows.
        - intros z Hz. now apply filter_In in Hz.
        - intros x y Hx Hy E. apply filter_In in Hx as [_ Hx], Hy as [_ Hy]. unfold chosen in *. cbn [filter] in E. destruct (F u); [|exact E].
          now injection E. }
      assert (Split : forall g : (N -> bool) -> N, product (map g Fs) = (product (map g without) * product (map g others) * product (map g some))%N).
      { intros g. rewrite (product_parts (fun F : N -> bool => F u) g Fs). fold with_u without. rewrite <- (firstn_skipn D with_u) at 1. fold some others.
        rewrite map_app, product_app. lia. }
      assert (Each : forall v, In v vs -> (N.of_nat (length (part v)) ^ N.of_nat (length some) <= K * product (map (fun F => at_v F v) some))%N).
      { intros v _. rewrite Ls. eapply N.le_trans; [apply (IH Du')|].
        - intros w Hw. apply Cov. now right.
        - unfold part. clear -Ds. induction S as [|z S IH]; [constructor|]. cbn [map filter] in *. inversion Ds as [|? ? N D]; subst.
          destruct (N.eqb_spec (f u z) v) as [E|]; auto. cbn [map]. constructor; auto. intros F. apply N. apply in_map_iff in F as (z' & E' & H).
          apply filter_In in H as [H Q]. apply N.eqb_eq in Q. apply in_map_iff. exists z'. split; auto. unfold entries in *. cbn [map]. congruence.
        - change (product (map (fun F => at_v F v) Fs) <= K * product (map (fun F => at_v F v) some))%N. rewrite Split. apply N.mul_le_mono_r. unfold K.
          apply N.mul_le_mono; apply product_le; intros F _; apply Mono. }
      rewrite (length_by_values u S). fold vs. rewrite <- Ls.
      eapply N.le_trans; [apply (hoelder (fun v => N.of_nat (length (part v))) at_v some K vs); [|exact Each]|].
      + intros E. rewrite E in Ls. cbn [length] in Ls. lia.
      + change (K * product (map (fun F => total (map (at_v F) vs)) some) <= product (map all Fs))%N. rewrite Split. unfold K. apply N.mul_le_mono_l.
        clear -Du. revert Du. intros _. assert (Hs : forall F, In F some -> F u = true).
        { intros F HF. assert (H : In F with_u) by (rewrite <- (firstn_skipn D with_u); apply in_or_app; now left). now apply filter_In in H. }
        apply product_le. intros F HF. unfold all, at_v, chosen. cbn [filter]. rewrite (Hs F HF). apply values_of_parts, NoDup_nodup.
  Qed.
End Shearer.
