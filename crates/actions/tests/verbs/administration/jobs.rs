//! What is kept of the runs of jobs.

use actions::MIGRATIONS;
use actions::jobs::{self, Run};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use domain::account::Role;
use domain::limits;
use domain::refusal::Refusal;

const JOBS: &[&str] = &["expiry", "seal"];

fn run(job: &str, minute: i64) -> Run {
    Run {
        job: job.to_owned(),
        began: noon().plus_minutes(minute),
        ended: noon().plus_minutes(minute).plus_seconds(2),
        failure: (minute % 2 == 1).then(|| "the disk is full".to_owned()),
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn the_last_runs_of_each_job_are_kept(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        for minute in 0..limits::JOB_RUNS_KEPT + 5 {
            jobs::record(&house, vec![run("expiry", minute)]).await.expect("recorded");
        }
        jobs::record(&house, vec![run("seal", 1), run("sweep", 1)]).await.expect("recorded");
        let last = jobs::last(&house, &vera, JOBS, 1).await.expect("the last").page;
        assert_eq!(last, [run("expiry", limits::JOB_RUNS_KEPT + 4), run("seal", 1)]);
        let all = jobs::last(&house, &vera, JOBS, 100).await.expect("all").page;
        let kept: Vec<&Run> = all.iter().filter(|run| run.job == "expiry").collect();
        assert_eq!(kept.len() as i64, limits::JOB_RUNS_KEPT);
        assert_eq!(kept.last(), Some(&&run("expiry", 5)), "the oldest went");
    }

    async fn nobody_else_sees_jobs_or_has_them_run(world) {
        let house = house(&world.store).await;
        for role in [Role::Engineer, Role::Supervisor, Role::ServiceCentre] {
            let other = scene::person(&world.store, role.code(), &[role], noon()).await;
            assert_eq!(refusal(jobs::last(&house, &other, JOBS, 1).await), Refusal::NotFound);
            assert_eq!(refusal(jobs::ask(&house, &other, "seal").await), Refusal::NotFound);
        }
    }
}
