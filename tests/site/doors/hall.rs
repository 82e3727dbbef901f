//! The hall: the list of all doors.

use knock::demo::endpoints;

use super::Doors;
use crate::support::with_server;

#[test]
fn the_hall_is_found_without_its_last_slash_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        for base in ["/demo/", &lab.base] {
            let answer = server.get(base.trim_end_matches('/')).await;
            assert_eq!((answer.status, answer.field("location")), (308, Some(base)), "{answer:?}");
        }
    });
}

#[test]
fn the_hall_lists_every_door_with_an_address_that_works() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let hall = doors.knock("GET", "", &["Authorization: Basic nonsense"]).await;
            assert_eq!((hall.status, hall.field("content-type")), (200, Some("application/json")));
            let list = hall.json();
            assert_eq!(list["lab"], doors.name.as_str());
            let listed = list["doors"].as_array().expect("a list");
            assert_eq!(listed.len(), endpoints().count());
            for (door, endpoint) in listed.iter().zip(endpoints()) {
                let path = door["path"].as_str().expect("a path");
                assert_eq!(path, format!("http://localhost:3000{}{}", doors.base, endpoint.path));
                assert_eq!(door["methods"].as_array().expect("methods").len(), endpoint.methods.len());
            }
        }
    });
}
